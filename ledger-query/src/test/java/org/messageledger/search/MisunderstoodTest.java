package org.messageledger.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about a query that is none, and at which character. */
class MisunderstoodTest {

    private static Parsed.Misunderstood misunderstood(String query) {
        Parsed parsed = QueryReader.read(query);
        assertThat(parsed).as(query).isInstanceOf(Parsed.Misunderstood.class);
        return (Parsed.Misunderstood) parsed;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                // fields
                "kind:OPENED  acter:x | 14 | unknown field `acter`; did you mean `actor`?",
                "acter:x | 1 | unknown field `acter`; did you mean `actor`?",
                "Actor:x | 1 | unknown field `Actor`; did you mean `actor`?",
                "messageid:x | 1 | unknown field `messageid`; did you mean `messageId`?",
                "recordedat:2026 | 1 | unknown field `recordedat`; did you mean `recordedAt`?",
                "(NOT patent:x) | 6 | unknown field `patent`; did you mean `patient`?",
                "zzz:x | 1 | unknown field `zzz`; known are leafIndex, eventId, event, recordedAt",
                "member17:x | 1 | unknown field; known are leafIndex",
                ":x | 1 | a field is missing before the colon",
                "-actor:x | 1 | write NOT before a term that must not hold",
                "!actor:x | 1 | write NOT before a term that must not hold",
                "+actor:x | 1 | unknown field; known are",
                "*:* | 1 | unknown field; known are",
                // words and operators
                "clinician | 1 | a field is missing: write field:value, such as actor:clinician:4",
                "actor:a clinician | 9 | a field is missing: write field:value",
                "\"clinician:4\" | 1 | a field is missing: write field:value",
                "actor :a | 1 | a field is missing: write field:value",
                "actor:a and actor:b | 9 | write AND in capitals",
                "actor:a Or actor:b | 9 | write OR in capitals",
                "not actor:a | 1 | write NOT in capitals",
                "actor:a && actor:b | 9 | write AND",
                "! actor:a | 1 | write NOT",
                "*actor:a | 1 | unknown field; known are",
                // operands
                " | 1 | a term is missing here",
                "AND | 1 | a term is missing here",
                "AND actor:a | 1 | a term is missing here",
                "actor:a AND | 12 | a term is missing here",
                "actor:a OR | 11 | a term is missing here",
                "actor:a OR OR actor:b | 12 | a term is missing here",
                "actor:a AND OR actor:b | 13 | a term is missing here",
                "NOT | 4 | a term is missing here",
                "NOT AND actor:a | 5 | a term is missing here",
                "actor:a OR NOT) | 15 | a term is missing here",
                "() | 2 | a term is missing here",
                "actor:a AND () | 14 | a term is missing here",
                // parentheses and quotation marks
                "(actor:a | 1 | this parenthesis is never closed",
                "actor:a AND (actor:b OR (actor:c) | 13 | this parenthesis is never closed",
                "actor:a) | 8 | this parenthesis closes none",
                ") | 1 | a term is missing here",
                "actor:a OR actor:\"b | 18 | this quotation mark is never closed",
                "actor:\"a\\\" | 7 | this quotation mark is never closed",
                "actor:\" | 7 | this quotation mark is never closed",
                "actor:\"a\\n\" | 9 | a backslash stands before a quotation mark or a backslash only; write it twice",
                "actor:\"a\tb\" | 9 | leave tabs and line ends within quotation marks out",
                "actor:\"a\"b | 10 | a value that holds this character stands within \" and \"",
                "actor:\"a\"\"b\" | 10 | a value that holds this character stands within \" and \"",
                // values
                "actor: | 7 | a value is missing here, right after the colon",
                "actor: a | 7 | a value is missing here, right after the colon",
                "(actor:) | 8 | a value is missing here, right after the colon",
                "actor:(a OR b) | 7 | give each value its own field, such as actor:a OR actor:b",
                "actor:cl*n | 10 | a value that holds this character stands within \" and \"",
                "actor:** | 8 | a value that holds this character",
                "actor:*a | 8 | a value that holds this character",
                "actor:a?b | 8 | a value that holds this character",
                "actor:a\\b | 8 | a value that holds this character",
                "actor:\u201ca\u201d | 7 | a value that holds this character",
                "actor:a(b) | 8 | a value that holds this character",
                "actor:\"\"* | 7 | write actor:* for whatever has the field",
                // codes and flags
                "kind:OPEND | 6 | unknown kind `OPEND`; did you mean `OPENED`?",
                "kind:opened | 6 | unknown kind `opened`; did you mean `OPENED`?",
                "outcome:DENIED | 9 | unknown outcome `DENIED`; known are ALLOWED, REFUSED",
                "event:MessageRaed | 7 | unknown event `MessageRaed`; did you mean `MessageRead`?",
                "irregularity:LATER | 14 | unknown irregularity `LATER`; did you mean `LATE`?",
                "kind:member:17 | 6 | unknown kind; known are OPENED, PREVIEWED",
                "kind:READ* | 6 | no kind begins with `READ`; known are OPENED",
                "urgent:yes | 8 | urgent is true or false",
                "urgent:t* | 8 | leave the * out: only texts and codes begin with something",
                // numbers and times
                "leafIndex:-1 | 11 | leafIndex is 0 or a positive whole number",
                "leafIndex:ten | 11 | leafIndex is 0 or a positive whole number",
                "leafIndex:>1.5 | 12 | leafIndex is 0 or a positive whole number",
                "leafIndex:9999999999999999999 | 11 | leafIndex is 0 or a positive whole number",
                "leafIndex:4* | 11 | leave the * out",
                "time:yesterday | 6 | this is no time; write 2026, 2026-03, 2026-03-01 or 2026-03-01T08:00:00.000Z",
                "time:2026-3-1 | 6 | this is no time",
                "time:2026-03-01T08:00:00 | 6 | this is no time",
                "time:2026-03-01T08:00:00+01:00 | 6 | this is no time",
                "time:2026-03-01T08:00:00.1234Z | 6 | this is no time",
                "time:+10000 | 6 | this is no time",
                "time:2026-02-30 | 6 | there is no such day or time",
                "time:2026-13 | 6 | there is no such day or time",
                "time:2026-03-01T25:00:00Z | 6 | there is no such day or time",
                "time:2026-03* | 6 | leave the * out: 2026, 2026-03 and 2026-03-01 stand for a whole year, month and day",
                "time:> | 7 | a value is missing here",
                "time:> 2026 | 7 | a value is missing here",
                "time:=>2026 | 6 | this is no time",
                // relations that a field does not have
                "actor:>a | 7 | actor has no order; more, less and ranges are for leafIndex, recordedAt, occurredAt, time",
                "kind:<=OPENED | 6 | kind has no order",
                "urgent:>false | 8 | urgent has no order",
                "actor:[a TO b] | 7 | actor has no order",
                // ranges
                "time:[2026 2027] | 12 | TO is missing here: a range is such as time:[2026-03-01 TO 2026-04-01}",
                "time:[2026 to 2027] | 12 | TO is missing here",
                "time:[2026 | 11 | TO is missing here",
                "time:[2026 TO 2027 | 19 | a range ends with ] (the last one belongs to it) or } (it does not)",
                "time:[2026 TO 2027) | 19 | a range ends with ]",
                "time:[2026 TO 2027]x | 20 | a value that holds this character",
                "time:[ TO 2027] | 11 | TO is missing here",
                "time:[2026 TO ] | 15 | a bound is missing here: a value, or * for none",
                "time:[2026 TO | 14 | a bound is missing here",
                "time:[2027 TO 2026] | 7 | the range ends before it begins",
                "time:{2026 TO 2026} | 7 | the range ends before it begins",
                "leafIndex:[7 TO 5] | 12 | the range ends before it begins",
                "leafIndex:[x TO 5] | 12 | leafIndex is 0 or a positive whole number",
                "leafIndex:[5 TO 1x] | 17 | leafIndex is 0 or a positive whole number",
            })
    void saysWhereAQueryIsWrongAndWhatToDo(String query, int column, String advice) {
        Parsed.Misunderstood misunderstood = misunderstood(query == null ? "" : query);

        assertThat(misunderstood.column()).as(misunderstood.advice()).isEqualTo(column);
        assertThat(misunderstood.advice()).startsWith(advice);
    }

    @Test
    void saysSoInASentence() {
        assertThat(misunderstood("kind:OPENED  acter:x").sentence())
                .isEqualTo("At column 14: unknown field `acter`; did you mean `actor`?");
        assertThat(misunderstood("actor:a)").sentence()).isEqualTo("At column 8: this parenthesis closes none.");
    }

    @Test
    void knowsTheOperatorsOfOthers() {
        assertThat(misunderstood("actor:a || actor:b")).isEqualTo(new Parsed.Misunderstood(9, "write OR"));
    }

    @Test
    void countsCharactersHoweverTheyAreStored() {
        assertThat(misunderstood("userAgent:\ud83d\udc1f acter:x").column()).isEqualTo(13);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x07, 0x1b, 0x7f, 0x9b})
    void refusesControlCharacters(int control) {
        assertThat(misunderstood("actor:a" + Character.toString(control)))
                .isEqualTo(new Parsed.Misunderstood(8, "leave control characters out"));
    }

    @Test
    void refusesHalfOfASurrogatePair() {
        assertThat(misunderstood("actor:\ud83d").column()).isEqualTo(7);
        assertThat(misunderstood("actor:\udc1fx").column()).isEqualTo(7);
    }

    @Test
    void refusesLineEndsWithinQuotationMarks() {
        assertThat(misunderstood("userAgent:\"a\nb\"").column()).isEqualTo(13);
    }

    @Test
    void saysWhichBoundAQueryBreaks() {
        assertThat(misunderstood("actor:a OR ".repeat(1_000)))
                .isEqualTo(new Parsed.Misunderstood(10_001, "a query has at most 10000 characters"));
        assertThat(misunderstood("pool:a ".repeat(1_000)))
                .isEqualTo(new Parsed.Misunderstood(701, "a query has at most 100 terms, each NOT counted"));
        assertThat(misunderstood("(".repeat(9_000)))
                .isEqualTo(new Parsed.Misunderstood(31, "parentheses and NOT nest at most 30 deep"));
        assertThat(misunderstood("NOT ".repeat(2_000)))
                .isEqualTo(new Parsed.Misunderstood(121, "parentheses and NOT nest at most 30 deep"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"member:17", "o'neill", "member:17:x", "kind:member:17", "outcome:x'--", "time:member:17"})
    void repeatsNothingThatCouldBeSomebodysName(String query) {
        assertThat(misunderstood(query).advice()).doesNotContain("member:17", "o'neill", "x'", "17");
    }
}
