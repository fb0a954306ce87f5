package org.messageledger.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.messageledger.activity.Activities;
import org.messageledger.activity.PersonRole;
import org.messageledger.fact.Condition;
import org.messageledger.fact.Counting;
import org.messageledger.fact.FactProjection;
import org.messageledger.fact.Facts;
import org.messageledger.fact.Field;
import org.messageledger.fact.LogHistory;
import org.messageledger.fact.Moment;
import org.messageledger.fact.Page;
import org.messageledger.fact.Question;
import org.messageledger.fact.Reply;
import org.messageledger.fact.Search;
import org.messageledger.fact.Span;
import org.messageledger.incident.Incident;
import org.messageledger.incident.IncidentQuestion;
import org.messageledger.incident.IncidentScope;
import org.messageledger.incident.Incidents;
import org.messageledger.log.Append;
import org.messageledger.party.MessageId;
import org.messageledger.party.PersonId;
import org.messageledger.patient.Patients;
import org.messageledger.routing.RoutingQuestion;
import org.messageledger.routing.RoutingTimes;
import org.messageledger.routing.Routings;
import org.messageledger.trail.Trails;

/** Questions to a view of a realistic mix that has grown, and the same to a young one, in turn. */
final class AnswersBenchmark {

    private static final int CHUNK = 20_000;
    private static final long SEED = 17;
    private static final double PAGE_TARGET_MILLIS = 10;
    private static final double GROWTH_TARGET = 1.3;
    private static final double DEPTH_TARGET = 1.3;
    private static final double CATCH_UP_TARGET = 30_000;
    private static final double BYTES_TARGET = 2;
    /** With what else there is about a patient, they can still be sorted. */
    private static final int SORTED_ACCESSES_MAX = 5_000;

    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Options options;
    private final Report report;

    AnswersBenchmark(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run(PostgresServer server, Path folder) throws Exception {
        long entries = options.number("entries", 10_000_000);
        try (Database grownDatabase = server.create();
                Database youngDatabase = server.create();
                View grown = new View(grownDatabase, folder.resolve("grown"), entries);
                View young =
                        new View(youngDatabase, folder.resolve("young"), options.number("youngEntries", 100_000))) {
            report.setting("entries", grown.entries());
            report.atLeast("events caught up with per second", grown.caughtUpPerSecond, CATCH_UP_TARGET);
            bytes(grown.ledger.pool);
            for (Subjects subjects : Subjects.values()) {
                compare(subjects, grown, young);
            }
            depth(grown);
            for (Asked asked : Asked.values()) {
                search(asked, grown, young);
            }
            incident(grown);
            population(grown);
        }
    }

    /** Whom pages are asked of: each has at least a hundred rows. */
    private enum Subjects {
        TRAIL("trail") {
            @Override
            List<String> of(MixedTraffic traffic) {
                return traffic.busyMessages;
            }

            @Override
            Reply<Page> page(View view, String id, Question question) {
                return view.trails.ofMessage(new MessageId(id), question);
            }
        },
        PERSON("person") {
            @Override
            List<String> of(MixedTraffic traffic) {
                return busy(traffic.accessesByPerson);
            }

            @Override
            Reply<Page> page(View view, String id, Question question) {
                return view.activities.ofPerson(new PersonId(id), PersonRole.DEFAULT, question);
            }
        },
        PATIENT("patient") {
            @Override
            List<String> of(MixedTraffic traffic) {
                return busy(traffic.accessesByPatient);
            }

            @Override
            Reply<Page> page(View view, String id, Question question) {
                return view.patients.accesses(new PersonId(id), question);
            }
        };

        private final String word;

        Subjects(String word) {
            this.word = word;
        }

        abstract List<String> of(MixedTraffic traffic);

        abstract Reply<Page> page(View view, String id, Question question);

        /** In a small run, the busiest. */
        private static List<String> busy(Map<String, Integer> counts) {
            int fullPage = Math.min(Question.LIMIT_DEFAULT, Collections.max(counts.values()));
            return counts.entrySet().stream()
                    .filter(count -> count.getValue() >= fullPage)
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        }
    }

    /** First pages, and those after them, of subjects drawn by chance. */
    private void compare(Subjects subjects, View grown, View young) {
        List<Measured> ofGrown = new ArrayList<>();
        List<Measured> ofYoung = new ArrayList<>();
        for (int round = -1; round < options.rounds(); round++) {
            Measured one = pages(subjects, young, round);
            Measured other = pages(subjects, grown, round);
            if (round >= 0) { // before, the code is still compiled
                ofYoung.add(one);
                ofGrown.add(other);
            }
        }
        Measured one = report.point("young", subjects.word + ", page", 1, Measured.median(ofYoung));
        Measured other = report.point("grown", subjects.word + ", page", 1, Measured.median(ofGrown));
        report.below(subjects.word + " page p99, ms", other.p99Millis(), PAGE_TARGET_MILLIS);
        report.atMost(subjects.word + " page p99, grown / young", other.p99Millis() / one.p99Millis(), GROWTH_TARGET);
    }

    private Measured pages(Subjects subjects, View view, int round) {
        List<String> ids = subjects.of(view.traffic);
        Random random = new Random(round);
        Latencies latencies = new Latencies();
        int pages = options.count("pages", 2_000);
        long start = System.nanoTime();
        while (latencies.count() < pages) {
            String id = ids.get(random.nextInt(ids.size()));
            Question question = Question.ALL;
            for (int page = 0; page < 5 && question != null; page++) {
                Question asked = question;
                long before = System.nanoTime();
                Page answer = answered(subjects.page(view, id, asked));
                latencies.add(System.nanoTime() - before);
                String next = answer.next();
                question = next == null ? null : asked.from(next);
            }
        }
        long nanos = System.nanoTime() - start;
        return new Measured(latencies.count() * 1e9 / nanos, latencies.millis(0.5), latencies.millis(0.99));
    }

    /** What is searched for, about those who are drawn by chance. */
    private enum Asked {
        /** Of the fields that have many facts each. */
        TWO_FIELDS("search, person and pool", 50) {
            @Override
            Reply<?> of(View view, Random random) {
                return view.facts.search(search(all(person(view, random), pool(random)), Field.LEAF_INDEX, random));
            }
        },
        REFUSALS("search, refused and patient", 50) {
            @Override
            Reply<?> of(View view, Random random) {
                return view.facts.search(
                        search(all(is(Field.OUTCOME, "REFUSED"), patient(view, random)), Field.LEAF_INDEX, random));
            }
        },
        SORTED("search, patient, by actor", 0) {
            @Override
            Reply<?> of(View view, Random random) {
                return view.facts.search(search(patient(view, random), Field.ACTOR, random));
            }
        },
        COUNTS("counts, patient, by eight fields and day", 0) {
            @Override
            Reply<?> of(View view, Random random) {
                List<Field> by = List.of(
                        Field.KIND,
                        Field.OUTCOME,
                        Field.PURPOSE,
                        Field.IRREGULARITY,
                        Field.ACTOR,
                        Field.POOL,
                        Field.EVENT,
                        Field.CATEGORY,
                        Field.RECORDED_AT);
                return view.facts.counts(new Counting(patient(view, random), by, 20, new Moment.Newest(), null));
            }
        };

        private final String word;
        private final double targetMillis;

        /** @param targetMillis zero without any */
        Asked(String word, double targetMillis) {
            this.word = word;
            this.targetMillis = targetMillis;
        }

        abstract Reply<?> of(View view, Random random);

        private static Search search(Condition condition, Field sort, Random random) {
            return new Search(
                    condition, sort, random.nextBoolean(), new Moment.Newest(), Question.LIMIT_DEFAULT, null, null);
        }

        private static Condition all(Condition... conditions) {
            return new Condition.All(List.of(conditions));
        }

        private static Condition is(Field field, String value) {
            return new Condition.Compare(field, Condition.Relation.EQUAL, value);
        }

        private static Condition person(View view, Random random) {
            return is(Field.PERSON, any(view.people, random));
        }

        private static Condition patient(View view, Random random) {
            return is(Field.PATIENT, any(view.patientIds, random));
        }

        private static Condition pool(Random random) {
            return is(Field.POOL, "pool-" + random.nextInt(MixedTraffic.POOLS));
        }

        private static String any(List<String> ids, Random random) {
            return ids.get(random.nextInt(ids.size()));
        }
    }

    private void search(Asked asked, View grown, View young) {
        List<Measured> ofGrown = new ArrayList<>();
        List<Measured> ofYoung = new ArrayList<>();
        for (int round = -1; round < options.rounds(); round++) {
            Measured one = asked(asked, young, round);
            Measured other = asked(asked, grown, round);
            if (round >= 0) {
                ofYoung.add(one);
                ofGrown.add(other);
            }
        }
        Measured unused = report.point("young", asked.word, 1, Measured.median(ofYoung));
        Measured measured = report.point("grown", asked.word, 1, Measured.median(ofGrown));
        if (asked.targetMillis > 0) {
            report.below(asked.word + " p99, ms", measured.p99Millis(), asked.targetMillis);
        }
    }

    private Measured asked(Asked asked, View view, int round) {
        Random random = new Random(round);
        List<Long> nanos = new ArrayList<>();
        for (int i = options.count("searches", 300); i > 0; i--) {
            long before = System.nanoTime();
            Reply<?> reply = asked.of(view, random);
            nanos.add(System.nanoTime() - before);
            if (!(reply instanceof Reply.Answered)) {
                throw new IllegalStateException("no answer: reply=" + reply);
            }
        }
        return of(nanos);
    }

    /** Walks through everything of the busiest person: the last tenth of the pages beside the first. */
    private void depth(View view) {
        String busiest = busiest(view);
        report.setting("accesses of the busiest person", view.traffic.accessesByPerson.getOrDefault(busiest, 0));
        List<Long> nanos = new ArrayList<>();
        Question question = Question.ALL;
        while (question != null) {
            long before = System.nanoTime();
            Page page = answered(Subjects.PERSON.page(view, busiest, question));
            nanos.add(System.nanoTime() - before);
            String next = page.next();
            question = next == null ? null : question.from(next);
        }
        int tenth = Math.max(1, nanos.size() / 10);
        Measured first = report.point("grown", "first tenth of pages", 1, of(nanos.subList(0, tenth)));
        Measured last =
                report.point("grown", "last tenth of pages", 1, of(nanos.subList(nanos.size() - tenth, nanos.size())));
        report.atMost("last pages / first pages, p50", last.p50Millis() / first.p50Millis(), DEPTH_TARGET);
    }

    private static String busiest(View view) {
        return Collections.max(view.traffic.accessesByPerson.entrySet(), Map.Entry.comparingByValue())
                .getKey();
    }

    /** Everything that the busiest person's account did, whole. */
    private void incident(View view) {
        Instant end = Instant.now();
        IncidentQuestion question = new IncidentQuestion(
                new IncidentScope.Account(new PersonId(busiest(view)), Instant.EPOCH, end),
                true,
                null,
                new Moment.Newest(),
                null);
        Incidents incidents = new Incidents(view.facts);
        Incident incident = large("incident of the busiest person", () -> answered(incidents.of(question)))
                .incident()
                .orElseThrow();
        report.setting("messages of the incident", incident.messages().size());
        report.setting("patients of the incident", incident.patients().size());
    }

    /** The messages of the log's first leaves, some hundred thousand. */
    private void population(View view) {
        long leaves = Math.min(view.entries(), 800_000);
        Instant end = view.ledger.log.batchOf(leaves - 1).recordedAt();
        RoutingQuestion question =
                new RoutingQuestion(new Span(null, end, true), null, null, null, new Moment.Newest(), null);
        Routings routings = new Routings(view.facts);
        RoutingTimes times = large("routing times", () -> answered(routings.times(question)));
        report.setting("messages measured", times.all().messages());
    }

    /** How long it takes each time, and how much its answer holds. */
    private <T> T large(String what, Supplier<T> question) {
        List<Long> nanos = new ArrayList<>();
        long before = heldBytes();
        T answer = question.get();
        long held = heldBytes() - before;
        for (int round = 0; round < options.rounds(); round++) {
            long start = System.nanoTime();
            answer = question.get();
            nanos.add(System.nanoTime() - start);
        }
        Measured unused = report.point("grown", what, 1, of(nanos));
        report.setting(what + ", MB that the answer holds", Math.max(0, held) / 1e6);
        return answer;
    }

    private static long heldBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static Measured of(List<Long> nanos) {
        Latencies latencies = new Latencies();
        long sum = 0;
        for (long each : nanos) {
            latencies.add(each);
            sum += each;
        }
        return new Measured(nanos.size() * 1e9 / sum, latencies.millis(0.5), latencies.millis(0.99));
    }

    private static <T> T answered(Reply<T> reply) {
        if (reply instanceof Reply.Answered<T> it) {
            return it.answer();
        }
        throw new IllegalStateException("no answer: reply=" + reply);
    }

    private void bytes(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select pg_total_relation_size('facts') + pg_total_relation_size('postings'), sum(length(entry)),
                          count(*), pg_total_relation_size('postings')
                        from entries
                        """)) {
            row.next();
            report.setting("bytes of an entry", row.getDouble(2) / row.getDouble(3));
            report.setting("bytes on disk an event, facts and postings", row.getDouble(1) / row.getDouble(3));
            report.setting("of these postings", row.getDouble(4) / row.getDouble(3));
            report.atMost("facts and postings / bytes of entries", row.getDouble(1) / row.getDouble(2), BYTES_TARGET);
        }
    }

    /** A ledger that is filled, then caught up with by its view. */
    static final class View implements AutoCloseable {

        final MixedTraffic traffic;
        final OurLedger ledger;
        final Facts facts;
        final List<String> people;
        final List<String> patientIds;
        final Trails trails;
        final Activities activities;
        final Patients patients;
        final double caughtUpPerSecond;
        private final FactProjection projection;

        View(Database database, Path home, long entries) throws Exception {
            traffic = new MixedTraffic(SEED, entries);
            ledger = new OurLedger(database, Files.createDirectories(home));
            fill(entries);
            database.settle();
            projection = new FactProjection(
                    ledger.ledger.leaves(),
                    ledger.pool,
                    new LogHistory(ledger.log),
                    FactProjection.BATCH_SIZE_DEFAULT,
                    FactProjection.CLAIM_TIMEOUT_DEFAULT);
            caughtUpPerSecond = catchUp();
            database.settle();
            facts = new Facts(ledger.pool, new LogHistory(ledger.log), new byte[32]);
            trails = new Trails(facts);
            activities = new Activities(facts);
            patients = new Patients(facts);
            people = Subjects.PERSON.of(traffic);
            patientIds = Subjects.PATIENT.of(traffic).stream()
                    .filter(id -> traffic.accessesByPatient.getOrDefault(id, 0) <= SORTED_ACCESSES_MAX)
                    .toList();
        }

        long entries() {
            return ledger.log.head().size();
        }

        /** The next chunk is prepared while one is appended. */
        private void fill(long entries) throws Exception {
            PreparedAppends prepared = new PreparedAppends(ledger.identity);
            int size = (int) Math.min(CHUNK, entries);
            List<Append> chunk = prepared.mixed(traffic, size);
            while (entries() < entries) {
                CompletableFuture<List<Append>> next =
                        CompletableFuture.supplyAsync(() -> prepared.mixed(traffic, size));
                Measured unused = PreparedAppends.appendAll(ledger.log, chunk);
                chunk = next.get();
            }
        }

        private double catchUp() {
            long start = System.nanoTime();
            projection.start();
            while (projection.status().nextLeaf() < entries()) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new IllegalStateException("the view does not catch up: " + projection.status());
                }
                LockSupport.parkNanos(2_000_000);
            }
            return entries() * 1e9 / (System.nanoTime() - start);
        }

        @Override
        public void close() {
            projection.close();
            ledger.close();
        }
    }
}
