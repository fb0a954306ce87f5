package org.messageledger.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches answer what {@link NaiveSearch} finds in the log's entries, on every database, while the log grows. */
abstract class SearchContract {

    private static final int SEARCHES = 1_000;

    @TempDir
    private Path home;

    private DataSource database;
    private RunningLedger ledger;
    private Clinic clinic;
    private final Random random = new Random(21);

    /** An empty, migrated database. */
    abstract DataSource database();

    @BeforeEach
    void open() {
        database = database();
        ledger = new RunningLedger(database, home);
        clinic = new Clinic(22);
        ledger.projection().start();
        ledger.record(clinic, 300);
        ledger.awaitView();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void everyPageOfEverySearchIsWhatReadingTheWholeLogFinds() {
        RandomSearches searches = new RandomSearches(random, linesNow());
        // Of few leaves at a time, so that walks are taken up in the middle of everything.
        Facts shortSighted = facts(new SearchBounds(7, 30, 10_000, 10_000, 10_000));
        int pages = 0;
        int items = 0;
        for (int i = 0; i < SEARCHES; i++) {
            Search search = new Search(
                    searches.condition(),
                    random.nextInt(3) == 0 ? searches.any(List.of(Field.values())) : Field.LEAF_INDEX,
                    random.nextBoolean(),
                    moment(),
                    1 + random.nextInt(40),
                    null,
                    null);
            List<String> found = new ArrayList<>();
            Facts facts = i % 3 == 0 ? ledger.facts : shortSighted;
            Page page = answer(facts.search(search));
            AsOf asOf = page.asOf();
            page.items().stream().map(Description::of).forEach(found::add);
            for (String next = page.next(); next != null; next = page.next()) {
                if (random.nextInt(100) == 0) {
                    ledger.record(clinic, 1);
                    ledger.awaitView();
                }
                page = answer(facts.search(search.from(next)));
                pages++;
                assertThat(page.items()).hasSizeLessThanOrEqualTo(search.limit());
                assertThat(page.asOf().leafIndex()).isEqualTo(asOf.leafIndex());
                page.items().stream().map(Description::of).forEach(found::add);
            }
            assertThat(found)
                    .as("%s", search)
                    .isEqualTo(new NaiveSearch(linesNow().subList(0, (int) asOf.leafIndex() + 1))
                            .sorted(search).stream()
                                    .map(line -> Description.of(line, ""))
                                    .toList());
            items += found.size();
        }
        assertThat(items).as("facts found").isGreaterThan(10 * SEARCHES);
        assertThat(pages).as("pages after the first").isGreaterThan(SEARCHES);
    }

    @Test
    void countsWhatReadingTheWholeLogFinds() {
        RandomSearches searches = new RandomSearches(random, linesNow());
        List<Field> fields =
                List.of(Field.values()).stream().filter(Counting::countable).toList();
        for (int i = 0; i < SEARCHES / 5; i++) {
            List<Field> by = List.of(fields.get(i % fields.size()), fields.get((i + 1) % fields.size()));
            int valuesMax = 1 + random.nextInt(6);
            Condition condition = random.nextInt(10) == 0 ? Condition.EVERYTHING : searches.condition();
            Counts counts = answer(ledger.facts.counts(new Counting(condition, by, valuesMax, moment(), null)));

            NaiveSearch naive =
                    new NaiveSearch(linesNow().subList(0, (int) counts.asOf().leafIndex() + 1));
            assertThat(counts.total())
                    .as("%s", condition)
                    .isEqualTo(naive.holding(condition).size());
            for (int at = 0; at < by.size(); at++) {
                check(counts.facets().get(at), naive.counts(condition, by.get(at)), valuesMax);
            }
        }
    }

    private static void check(Counts.Facet facet, Map<String, Long> expected, int valuesMax) {
        Map<String, Long> with = new HashMap<>(expected);
        Long without = with.remove("");
        assertThat(facet.without()).isEqualTo(without == null ? 0 : without);
        assertThat(facet.values()).hasSize(Math.min(valuesMax, with.size()));
        for (Counts.Count count : facet.values()) {
            assertThat(with.remove(count.value())).isEqualTo(count.count());
        }
        assertThat(facet.otherValues()).isEqualTo(with.size());
        assertThat(facet.others())
                .isEqualTo(with.values().stream().mapToLong(Long::longValue).sum());
        for (int i = 1; i < facet.values().size(); i++) {
            Counts.Count before = facet.values().get(i - 1);
            Counts.Count count = facet.values().get(i);
            if (facet.field().type() == Field.Type.TIME) {
                assertThat(before.value()).isLessThan(count.value());
                assertThat(with.keySet()).allMatch(other -> other.compareTo(before.value()) < 0);
            } else {
                assertThat(before.count()).isGreaterThanOrEqualTo(count.count());
                assertThat(with.values()).allMatch(other -> other <= count.count());
            }
        }
    }

    /** As of its own leaf, whatever has come later, and however the leaves are cut into windows. */
    @Test
    void aWindowHasWhatWasKnownOfEachLeafWhenItWasRecorded() {
        List<Reference.Line> lines = linesNow();
        RandomSearches searches = new RandomSearches(random, lines);
        List<NaiveSearch> asOf = lines.stream()
                .map(line -> new NaiveSearch(lines.subList(0, (int) line.leafIndex() + 1)))
                .toList();
        int found = 0;
        for (int i = 0; i < SEARCHES / 5; i++) {
            Condition condition =
                    i % 3 == 0 ? searches.test(i % 2 == 0 ? Field.THREAD_ID : Field.PATIENT) : searches.condition();
            List<Long> expected = lines.stream()
                    .filter(line -> asOf.get((int) line.leafIndex()).holds(line, condition))
                    .map(Reference.Line::leafIndex)
                    .toList();
            List<Long> seen = new ArrayList<>();
            long next = 0;
            while (next < lines.size()) {
                int most = (int) Math.min(1 + random.nextInt(100), lines.size() - next);
                Window window = ledger.facts.window(condition, next, most, Duration.ZERO);
                window.facts().forEach(fact -> seen.add(fact.leafIndex()));
                assertThat(window.next()).isEqualTo(next + most);
                next = window.next();
            }
            assertThat(seen).as("%s", condition).isEqualTo(expected);
            found += seen.size();
        }
        assertThat(found).isGreaterThan(1_000);
        assertThat(ledger.facts.window(Condition.EVERYTHING, lines.size(), 10, Duration.ZERO))
                .isEqualTo(new Window(lines.size(), List.of()));
    }

    @Test
    void refusesACursorThatWasAlteredOrBelongsToAnotherSearch() {
        Search search =
                new Search(new Condition.Present(Field.ACTOR), Field.ACTOR, true, new Moment.Newest(), 5, null, null);
        String cursor =
                Objects.requireNonNull(answer(ledger.facts.search(search)).next());

        assertThat(answer(ledger.facts.search(search.from(cursor))).items()).hasSize(5);
        char last = cursor.charAt(20);
        String altered = cursor.substring(0, 20) + (last == 'A' ? 'B' : 'A') + cursor.substring(21);
        List<Search> strange = List.of(
                search.from(altered),
                with(search, new Condition.Present(Field.PERSON), Field.ACTOR, true, new Moment.Newest()),
                with(search, search.condition(), Field.PERSON, true, new Moment.Newest()),
                with(search, search.condition(), Field.ACTOR, false, new Moment.Newest()),
                with(search, search.condition(), Field.ACTOR, true, new Moment.AtLeaf(100)));
        for (Search other : strange) {
            assertThat(ledger.facts.search(other.cursor() == null ? other.from(cursor) : other))
                    .isEqualTo(new Reply.StrangeCursor<Page>());
        }
    }

    /** The thread has so many other facts that it is asked for the message's leaves, one by one. */
    @Test
    void doesNotFindByAThreadWhatWasNotKnownToBelongToItYet() {
        ledger.record(Commands.send("portal:100", "thread:9", "patient:9"));
        for (int i = 0; i < 40; i++) {
            ledger.record(Commands.read(i % 10 == 9 ? "portal:101" : "portal:100"));
        }
        long before = ledger.history.size() - 1;
        ledger.record(Commands.send("portal:101", "thread:9", "patient:9"));
        ledger.awaitView();
        Facts facts = facts(new SearchBounds(7, 1_000, 1_000, 1_000, 1_000));
        Condition both =
                new Condition.All(List.of(is(Field.THREAD_ID, "thread:9"), is(Field.MESSAGE_ID, "portal:101")));

        assertThat(answer(facts.search(byLeaf(both))).items()).hasSize(5);
        assertThat(answer(facts.search(
                                new Search(both, Field.LEAF_INDEX, false, new Moment.AtLeaf(before), 10, null, null)))
                        .items())
                .isEmpty();
    }

    @Test
    void refusesWhatWouldTakeTooMuchAndAnswersJustWhatDoesNot() {
        long size = ledger.history.size();
        int all = Math.toIntExact(size);
        Condition scan = is(Field.EVENT, "MessageRead");
        Condition refused = is(Field.OUTCOME, "REFUSED");
        int refusals = new NaiveSearch(linesNow()).holding(refused).size();
        assertThat(refusals).isPositive();
        Facts enough = facts(new SearchBounds(10, 1_000, all, refusals, all));
        Facts little = facts(new SearchBounds(10, 1_000, all - 1, refusals - 1, all - 1));

        assertThat(answer(enough.search(byLeaf(scan))).items()).isNotEmpty();
        assertThat(little.search(byLeaf(scan))).isInstanceOf(Reply.TooMuch.class);
        assertThat(little.search(byLeaf(new Condition.Any(List.of(scan, refused)))))
                .isInstanceOf(Reply.TooMuch.class);
        assertThat(answer(little.search(byLeaf(new Condition.All(List.of(scan, is(Field.ACTOR, "person:1"))))))
                        .items())
                .isNotEmpty();
        assertThat(answer(little.search(byLeaf(Condition.EVERYTHING))).items()).hasSize(1_000 < all ? 1_000 : all);

        Search sorted = new Search(refused, Field.ACTOR, false, new Moment.Newest(), 5, null, null);
        assertThat(answer(enough.search(sorted)).items()).isNotEmpty();
        assertThat(little.search(sorted)).isInstanceOfSatisfying(Reply.TooMuch.class, it -> {
            assertThat(it.work()).isEqualTo(Reply.Work.SORT);
            assertThat(it.rowsMax()).isEqualTo(refusals - 1);
        });

        Counting counting = new Counting(Condition.EVERYTHING, List.of(Field.EVENT), 5, new Moment.Newest(), null);
        assertThat(answer(enough.counts(counting)).total()).isEqualTo(size);
        assertThat(little.counts(counting)).isInstanceOf(Reply.TooMuch.class);
    }

    private static Search byLeaf(Condition condition) {
        return new Search(condition, Field.LEAF_INDEX, false, new Moment.Newest(), 1_000, null, null);
    }

    private static Condition is(Field field, String value) {
        return new Condition.Compare(field, Condition.Relation.EQUAL, value);
    }

    private Facts facts(SearchBounds bounds) {
        return new Facts(database, ledger.history, RunningLedger.CURSOR_KEY, bounds);
    }

    private static Search with(Search search, Condition condition, Field sort, boolean descending, Moment moment) {
        return new Search(condition, sort, descending, moment, search.limit(), null, null);
    }

    private Moment moment() {
        long size = ledger.history.size();
        return switch (random.nextInt(4)) {
            case 0 -> new Moment.AtLeaf(random.nextLong(size));
            case 1 ->
                new Moment.Before(ledger.log.batchOf(random.nextLong(size)).recordedAt());
            default -> new Moment.Newest();
        };
    }

    private final List<Reference.Line> lines = new ArrayList<>();

    private List<Reference.Line> linesNow() {
        if (lines.size() < ledger.history.size()) {
            lines.clear();
            lines.addAll(new Reference(ledger.log, ledger.history.size() - 1).lines());
        }
        return List.copyOf(lines);
    }

    static <T> T answer(Reply<T> reply) {
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        return ((Reply.Answered<T>) reply).answer();
    }
}
