package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.Entry;
import org.messageledger.log.Head;
import org.messageledger.log.Log;
import org.messageledger.tree.Hash;
import org.messageledger.tree.RightEdge;
import org.messageledger.tree.TreeHasher;

/**
 * Whether a log is what its callers were told: everything that was acknowledged, at its index, with its bytes, under the
 * head that its receipt names; nothing twice, nothing in part, nothing that was called not written; no gap in the log or
 * in a stream; time that never goes back; the tree that its entries make. For a log that nobody appends to meanwhile.
 */
final class LogAudit {

    private static final int PAGE = 1_000;
    private static final int SAMPLES = 60;

    private final Log log;
    private final DataSource database;
    private final Account account;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Hash> roots = new ArrayList<>();
    private final Map<UUID, Long> indexes = new HashMap<>();

    private LogAudit(Log log, DataSource database, Account account) {
        this.log = log;
        this.database = database;
        this.account = account;
    }

    static void check(Log log, DataSource database, Account account) {
        LogAudit audit = new LogAudit(log, database, account);
        assertThat(account.faults()).isEmpty();
        audit.readAll();
        audit.checkTree();
        audit.checkStreams();
        audit.checkTime();
        account.cases().forEach(audit::check);
        audit.checkNothingElse();
        audit.checkSamples();
        audit.checkKeys();
    }

    /** Asks for everything that is open, twice, and appends it again: what is there is a duplicate, what is not is not. */
    static void settle(Log log, Account account) {
        for (Account.Case open : account.cases()) {
            if (open.there() != Account.There.OPEN) {
                continue;
            }
            Attempt attempt = open.attempt();
            boolean there = isThere(log, attempt);
            account.found(attempt, there);
            account.found(attempt, isThere(log, attempt));
            account.tries(attempt);
            AppendOutcome outcome = outcome(log, attempt);
            account.told(attempt, outcome);
            assertThat(outcome)
                    .as(() -> "again, there=" + there + ": " + attempt.toLine())
                    .isInstanceOfAny(
                            there ? AppendOutcome.Duplicate.class : Appended.class,
                            attempt.decidedOn() == null ? Appended.class : AppendOutcome.Moved.class);
        }
        assertThat(account.faults()).isEmpty();
    }

    private static boolean isThere(Log log, Attempt attempt) {
        long there = attempt.eventIds().stream()
                .filter(id -> log.find(id).isPresent())
                .count();
        assertThat(there).as(() -> "all or none of " + attempt.toLine()).isIn(0L, (long)
                attempt.eventIds().size());
        return there > 0;
    }

    private static AppendOutcome outcome(Log log, Attempt attempt) {
        try {
            return log.append(attempt.toAppend()).get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no answer: " + attempt.toLine(), e);
        }
    }

    private void readAll() {
        for (List<Entry> page = log.read(0, PAGE); !page.isEmpty(); page = log.read(entries.size(), PAGE)) {
            for (Entry entry : page) {
                assertThat(entry.leafIndex()).isEqualTo(entries.size());
                assertThat(indexes.put(entry.eventId(), entry.leafIndex()))
                        .as("event twice: " + entry.eventId())
                        .isNull();
                entries.add(entry);
            }
        }
    }

    private void checkTree() {
        List<Hash> leaves = new ArrayList<>(entries.size());
        RightEdge edge = RightEdge.EMPTY;
        roots.add(edge.root());
        for (Entry entry : entries) {
            Hash leaf = TreeHasher.leaf(entry.bytes());
            leaves.add(leaf);
            edge = edge.append(leaf);
            roots.add(edge.root());
        }
        assertThat(log.head().size()).isEqualTo(entries.size());
        assertThat(log.head().tree().root()).isEqualTo(LogContract.naiveRoot(leaves));
    }

    private void checkStreams() {
        Map<String, Long> next = new HashMap<>();
        for (Entry entry : entries) {
            assertThat(entry.sequenceNumber())
                    .as(() -> "in stream " + entry.stream())
                    .isEqualTo(next.getOrDefault(entry.stream(), 0L));
            next.put(entry.stream(), entry.sequenceNumber() + 1);
        }
    }

    private void checkTime() {
        Instant last = Instant.MIN;
        for (Entry entry : entries) {
            Instant recordedAt = recordedAt(entry);
            assertThat(recordedAt).as(() -> "at " + entry.leafIndex()).isAfterOrEqualTo(last);
            last = recordedAt;
        }
        if (!entries.isEmpty()) {
            assertThat(log.head().recordedAt()).isEqualTo(last);
        }
    }

    private static Instant recordedAt(Entry entry) {
        String text = new String(entry.bytes(), StandardCharsets.US_ASCII);
        int start = "{\"recordedAt\":\"".length();
        return Instant.parse(text.substring(start, text.indexOf('"', start)));
    }

    private void check(Account.Case one) {
        Attempt attempt = one.attempt();
        Long first = indexes.get(attempt.name());
        if (one.there() != Account.There.OPEN) {
            assertThat(first != null).as(() -> "in the log: " + one).isEqualTo(one.there() == Account.There.YES);
        }
        for (int i = 0; i < attempt.eventIds().size(); i++) {
            Long index = indexes.get(attempt.eventIds().get(i));
            assertThat(index).as(() -> "in part: " + one).isEqualTo(first == null ? null : Long.valueOf(first + i));
            if (index != null) {
                Entry entry = entries.get(index.intValue());
                assertThat(entry.stream()).isEqualTo(attempt.stream(i));
                assertThat(entry.sequenceNumber()).isEqualTo(attempt.sequenceNumber(i));
                assertThat(entry.bytes()).as(() -> "bytes of " + one).isEqualTo(attempt.entry(i, recordedAt(entry)));
            }
        }
        Appended receipt = one.receipt();
        if (receipt != null) {
            assertThat(first).as(() -> "index of " + one).isEqualTo(receipt.firstLeafIndex());
            checkHead(one, receipt);
        }
    }

    private void checkHead(Account.Case one, Appended receipt) {
        Head head = receipt.head();
        long end = receipt.firstLeafIndex() + one.attempt().eventIds().size();
        assertThat(head.size()).as(() -> "size for " + one).isBetween(end, (long) entries.size());
        assertThat(head.tree().root()).as(() -> "root for " + one).isEqualTo(roots.get((int) head.size()));
        assertThat(head.recordedAt()).as(() -> "time of " + one).isEqualTo(recordedAt(entries.get((int)
                receipt.firstLeafIndex())));
    }

    private void checkNothingElse() {
        Set<UUID> untried = new HashSet<>(indexes.keySet());
        account.cases().forEach(one -> one.attempt().eventIds().forEach(untried::remove));
        assertThat(untried).as("events that nobody tried").isEmpty();
    }

    /** What the log answers from its rows, for the newest entries and any. */
    private void checkSamples() {
        Random random = new Random(entries.size());
        for (int i = 0; i < Math.min(SAMPLES, entries.size()); i++) {
            int any = i % 2 == 0 ? entries.size() - 1 - i / 2 : random.nextInt(entries.size());
            Entry entry = entries.get(any);
            assertThat(log.rootAt(any + 1L)).as("root at " + (any + 1L)).isEqualTo(roots.get(any + 1));
            Head batch = log.batchOf(any);
            assertThat(batch.recordedAt()).isEqualTo(recordedAt(entry));
            assertThat(batch.tree().root()).isEqualTo(roots.get((int) batch.size()));
            assertThat(log.find(entry.eventId()).map(Entry::leafIndex)).hasValue(entry.leafIndex());
        }
        List<Account.Case> receipts = account.cases().stream()
                .filter(one -> one.receipt() != null)
                .limit(SAMPLES)
                .toList();
        for (Account.Case one : receipts) {
            @Nullable Appended receipt = one.receipt();
            if (receipt != null) {
                assertThat(log.batchOf(receipt.firstLeafIndex()))
                        .as(one::toString)
                        .isEqualTo(receipt.head());
            }
        }
    }

    private void checkKeys() {
        Set<UUID> stored = new HashSet<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select key_id from data_keys");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                assertThat(stored.add(rows.getObject(1, UUID.class))).isTrue();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Set<UUID> expected = new HashSet<>();
        for (Account.Case one : account.cases()) {
            if (one.attempt().keyed() && indexes.containsKey(one.attempt().name())) {
                expected.add(one.attempt().keyId());
            }
        }
        assertThat(stored).as("keys").isEqualTo(expected);
    }
}
