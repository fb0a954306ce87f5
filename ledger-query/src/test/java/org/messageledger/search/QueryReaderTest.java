package org.messageledger.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.fact.Condition;
import org.messageledger.fact.Condition.All;
import org.messageledger.fact.Condition.Any;
import org.messageledger.fact.Condition.Compare;
import org.messageledger.fact.Condition.Not;
import org.messageledger.fact.Condition.Prefix;
import org.messageledger.fact.Condition.Present;
import org.messageledger.fact.Condition.Relation;
import org.messageledger.fact.Field;
import org.messageledger.fact.Moment;
import org.messageledger.fact.Search;

/** What a query means. */
class QueryReaderTest {

    private static final Condition A = is(Field.ACTOR, "a");
    private static final Condition B = is(Field.ACTOR, "b");
    private static final Condition C = is(Field.ACTOR, "c");

    static Condition read(String query) {
        Parsed parsed = QueryReader.read(query);
        assertThat(parsed).as(query).isInstanceOf(Parsed.Understood.class);
        return ((Parsed.Understood) parsed).condition();
    }

    private static Condition is(Field field, Object value) {
        return new Compare(field, Relation.EQUAL, value);
    }

    private static Compare compare(Field field, Relation relation, String time) {
        return new Compare(field, relation, Instant.parse(time));
    }

    @Test
    void readsAFieldAndItsValue() {
        assertThat(read("actor:clinician:4")).isEqualTo(is(Field.ACTOR, "clinician:4"));
        assertThat(read("  messageId:portal:first\n")).isEqualTo(is(Field.MESSAGE_ID, "portal:first"));
        assertThat(read("kind:OPENED")).isEqualTo(is(Field.KIND, "OPENED"));
        assertThat(read("event:MessageRead")).isEqualTo(is(Field.EVENT, "MessageRead"));
        assertThat(read("urgent:true")).isEqualTo(is(Field.URGENT, true));
        assertThat(read("leafIndex:41")).isEqualTo(is(Field.LEAF_INDEX, 41L));
        assertThat(read("clientAddress:fe80::1%eth0")).isEqualTo(is(Field.CLIENT_ADDRESS, "fe80::1%eth0"));
        assertThat(read("pool:AND")).isEqualTo(is(Field.POOL, "AND"));
        assertThat(read("careSite:Zürich")).isEqualTo(is(Field.CARE_SITE, "Zürich"));
    }

    @ParameterizedTest
    @EnumSource
    void knowsEveryField(Field field) {
        assertThat(read(field.word() + ":*")).isEqualTo(new Present(field));
        for (String code : field.codes()) {
            assertThat(read(field.word() + ":" + code)).isEqualTo(is(field, code));
        }
    }

    @Test
    void bindsNotTighterThanAndTighterThanOr() {
        assertThat(read("actor:a OR actor:b AND actor:c")).isEqualTo(any(A, all(B, C)));
        assertThat(read("actor:a AND actor:b OR actor:c")).isEqualTo(any(all(A, B), C));
        assertThat(read("(actor:a OR actor:b) AND actor:c")).isEqualTo(all(any(A, B), C));
        assertThat(read("NOT actor:a AND actor:b")).isEqualTo(all(new Not(A), B));
        assertThat(read("NOT (actor:a AND actor:b)")).isEqualTo(new Not(all(A, B)));
        assertThat(read("NOT(actor:a)AND(actor:b)OR(actor:c)")).isEqualTo(any(all(new Not(A), B), C));
        assertThat(read("NOT NOT actor:a")).isEqualTo(new Not(new Not(A)));
        assertThat(read("((actor:a))")).isEqualTo(A);
        assertThat(read("actor:a AND (actor:b AND actor:c)")).isEqualTo(all(A, all(B, C)));
    }

    @Test
    void takesTermsBesideEachOtherTogether() {
        assertThat(read("actor:a actor:b OR actor:c")).isEqualTo(any(all(A, B), C));
        assertThat(read("actor:a NOT actor:b\t(actor:c)")).isEqualTo(all(A, new Not(B), C));
        assertThat(read("actor:a\u00a0actor:b")).isEqualTo(all(A, B));
    }

    @Test
    void takesEverythingWithAStar() {
        assertThat(read("*")).isEqualTo(Condition.EVERYTHING);
        assertThat(read("NOT *")).isEqualTo(new Not(Condition.EVERYTHING));
        assertThat(read("(*)")).isEqualTo(Condition.EVERYTHING);
    }

    @Test
    void takesPrefixesAndPresence() {
        assertThat(read("actor:clin*")).isEqualTo(new Prefix(Field.ACTOR, "clin"));
        assertThat(read("userAgent:\"Mozilla/5.0 (\"*")).isEqualTo(new Prefix(Field.USER_AGENT, "Mozilla/5.0 ("));
        assertThat(read("kind:ATTACHMENT_*")).isEqualTo(new Prefix(Field.KIND, "ATTACHMENT_"));
        assertThat(read("onBehalfOf:*")).isEqualTo(new Present(Field.ON_BEHALF_OF));
        assertThat(read("userAgent:\"*\"")).isEqualTo(is(Field.USER_AGENT, "*"));
    }

    @Test
    void readsWhatIsQuotedAsItStands() {
        assertThat(read("userAgent:\"a \\\"b\\\" \\\\ OR (c)* \""))
                .isEqualTo(is(Field.USER_AGENT, "a \"b\" \\ OR (c)* "));
        assertThat(read("userAgent:\"\"")).isEqualTo(is(Field.USER_AGENT, ""));
        assertThat(read("time:\"2026-03-01T08:00:00Z\""))
                .isEqualTo(compare(Field.TIME, Relation.EQUAL, "2026-03-01T08:00:00Z"));
        assertThat(read("actor:\"'; drop table facts --\"")).isEqualTo(is(Field.ACTOR, "'; drop table facts --"));
    }

    @Test
    void comparesWhatHasAnOrder() {
        assertThat(read("leafIndex:>41")).isEqualTo(new Compare(Field.LEAF_INDEX, Relation.MORE, 41L));
        assertThat(read("leafIndex:>=41")).isEqualTo(new Compare(Field.LEAF_INDEX, Relation.AT_LEAST, 41L));
        assertThat(read("leafIndex:<41")).isEqualTo(new Compare(Field.LEAF_INDEX, Relation.LESS, 41L));
        assertThat(read("leafIndex:<=41")).isEqualTo(new Compare(Field.LEAF_INDEX, Relation.AT_MOST, 41L));
        assertThat(read("time:<2026-03-01T08:00:00.120Z"))
                .isEqualTo(compare(Field.TIME, Relation.LESS, "2026-03-01T08:00:00.120Z"));
    }

    @Test
    void takesAYearAMonthOrADayAsAWhole() {
        assertThat(read("time:2026")).isEqualTo(halfOpen("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"));
        assertThat(read("time:2026-12")).isEqualTo(halfOpen("2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"));
        assertThat(read("time:2028-02-29")).isEqualTo(halfOpen("2028-02-29T00:00:00Z", "2028-03-01T00:00:00Z"));
        assertThat(read("time:9999")).isEqualTo(halfOpen("9999-01-01T00:00:00Z", "+10000-01-01T00:00:00Z"));
        assertThat(read("time:>2026-03")).isEqualTo(compare(Field.TIME, Relation.AT_LEAST, "2026-04-01T00:00:00Z"));
        assertThat(read("time:>=2026-03")).isEqualTo(compare(Field.TIME, Relation.AT_LEAST, "2026-03-01T00:00:00Z"));
        assertThat(read("time:<2026-03")).isEqualTo(compare(Field.TIME, Relation.LESS, "2026-03-01T00:00:00Z"));
        assertThat(read("time:<=2026-03")).isEqualTo(compare(Field.TIME, Relation.LESS, "2026-04-01T00:00:00Z"));
    }

    @Test
    void readsRangesWithOrWithoutTheirBounds() {
        assertThat(read("time:[2026-03-01 TO 2026-04-01}"))
                .isEqualTo(halfOpen("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"));
        assertThat(read("time:[2026-03 TO 2026-03]"))
                .isEqualTo(halfOpen("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"));
        assertThat(read("time:{2026-03 TO 2026-05}"))
                .isEqualTo(halfOpen("2026-04-01T00:00:00Z", "2026-05-01T00:00:00Z"));
        assertThat(read("leafIndex:[ 5  TO\t\"7\" ]"))
                .isEqualTo(all(
                        new Compare(Field.LEAF_INDEX, Relation.AT_LEAST, 5L),
                        new Compare(Field.LEAF_INDEX, Relation.AT_MOST, 7L)));
        assertThat(read("leafIndex:{5 TO *}")).isEqualTo(new Compare(Field.LEAF_INDEX, Relation.MORE, 5L));
        assertThat(read("leafIndex:[* TO 5}")).isEqualTo(new Compare(Field.LEAF_INDEX, Relation.LESS, 5L));
        assertThat(read("occurredAt:[* TO *]")).isEqualTo(new Present(Field.OCCURRED_AT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"actor:a OR ", "NOT ", "(", "actor:a "})
    void endsNothingByNestingOrLength(String part) {
        for (String query : List.of(part.repeat(900), part.repeat(100_000))) {
            assertThat(QueryReader.read(query)).isInstanceOf(Parsed.Misunderstood.class);
        }
    }

    @Test
    void takesAsMuchAsItSays() {
        String most = "actor:a ".repeat(QueryReader.TERMS_MAX);
        assertThat(read(most)).isInstanceOf(All.class);
        int depth = QueryReader.DEPTH_MAX;
        assertThat(read("(".repeat(depth) + "actor:a" + ")".repeat(depth))).isEqualTo(A);
        String longest = "userAgent:\"" + "\ud83d\udc1f".repeat(QueryReader.CHARACTERS_MAX - 12) + "\"";
        assertThat(read(longest)).isInstanceOf(Compare.class);
    }

    /** What is read can always be asked. */
    @Test
    void makesNoMoreOfAQueryThanASearchTakes() {
        String times = "time:2026-03 ".repeat(QueryReader.TERMS_MAX);
        String nots = "NOT (time:2026 OR time:2027) ".repeat(QueryReader.TERMS_MAX / 3);
        String pairs = "(time:2026 OR time:2027) ".repeat(QueryReader.TERMS_MAX / 2);
        for (String query : List.of(times, nots, pairs)) {
            Condition within = all(
                    read(query),
                    compare(Field.TIME, Relation.AT_LEAST, "2026-01-01T00:00:00Z"),
                    compare(Field.TIME, Relation.LESS, "2026-01-01T00:00:00Z"));
            assertThat(new Search(within, Field.LEAF_INDEX, false, new Moment.Newest(), 1, null, null))
                    .isNotNull();
        }
    }

    private static Condition halfOpen(String from, String to) {
        return all(compare(Field.TIME, Relation.AT_LEAST, from), compare(Field.TIME, Relation.LESS, to));
    }

    private static Condition all(Condition... conditions) {
        return new All(Arrays.asList(conditions));
    }

    private static Condition any(Condition... conditions) {
        return new Any(Arrays.asList(conditions));
    }
}
