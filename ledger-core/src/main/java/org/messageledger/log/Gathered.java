package org.messageledger.log;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The appends that one batch is made of, and what was learned about the log on their way into it. */
final class Gathered {

    private List<Pending> waiting;
    private final Set<UUID> present = new HashSet<>();
    private final Map<String, Long> lastSequenceNumbers = new HashMap<>();
    private boolean conflictsAsked;

    Gathered(List<Pending> appends) {
        this.waiting = List.copyOf(appends);
    }

    List<Pending> waiting() {
        return waiting;
    }

    void add(List<Pending> appends) {
        waiting = Stream.concat(waiting.stream(), appends.stream()).toList();
    }

    int entryCount() {
        return waiting.stream().mapToInt(Pending::entryCount).sum();
    }

    long sizeBytes() {
        return waiting.stream().mapToLong(Pending::sizeBytes).sum();
    }

    /** Leaves out those that somebody has answered meanwhile. */
    void dropAnswered() {
        waiting = waiting.stream().filter(pending -> !pending.answered()).toList();
    }

    boolean allAnswered() {
        return waiting.stream().allMatch(Pending::answered);
    }

    void giveUp(AppendOutcome.Pushback notWritten) {
        waiting.forEach(pending -> pending.giveUp(notWritten));
        waiting = List.of();
    }

    /** Answers all, as the batch was built for exactly those that wait now. */
    void answer(Verdict.Built built, Head head) {
        for (int i = 0; i < waiting.size(); i++) {
            Pending pending = waiting.get(i);
            Verdict verdict = built.verdicts().get(i);
            if (verdict instanceof Verdict.Accepted accepted) {
                pending.complete(new AppendOutcome.Appended(accepted.firstLeafIndex(), head));
            } else if (verdict instanceof Verdict.Refused refused) {
                pending.complete(refused.outcome());
            } else if (verdict instanceof Verdict.Broken broken) {
                pending.fail(broken.bug());
            }
        }
        waiting = List.of();
    }

    Set<UUID> present() {
        return present;
    }

    Map<String, Long> lastSequenceNumbers() {
        return lastSequenceNumbers;
    }

    boolean conflictsAsked() {
        return conflictsAsked;
    }

    void learn(Conflicts conflicts) {
        conflictsAsked = true;
        present.addAll(conflicts.eventIds());
        lastSequenceNumbers.putAll(conflicts.lastSequenceNumbers());
    }

    /** Another process has moved the head. Events that were present still are. */
    void forgetPositions() {
        conflictsAsked = false;
        lastSequenceNumbers.clear();
    }

    Set<UUID> eventIds() {
        return waiting.stream()
                .flatMap(pending -> pending.append().drafts().stream())
                .map(Draft::eventId)
                .collect(Collectors.toSet());
    }

    Set<String> streams() {
        return waiting.stream()
                .map(pending -> BatchBuilder.expected(pending.append()).keySet())
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
    }
}
