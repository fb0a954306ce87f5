package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is not understood is refused: 400 with the parameter's name and what to do, never another question's answer. */
@ExtendWith(SharedLedger.class)
class CommonParametersTest {

    private static final List<String> LISTS = List.of(
            "/messages/portal:1/trail",
            "/people/clinician:8/activity",
            "/patients/member:17/accesses",
            "/patients/member:17/disclosures",
            "/pools/cardiology-north/activity",
            "/threads/t:1/trail");

    private final Asking asking;

    CommonParametersTest(Asking asking) {
        this.asking = asking;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0 | limit | from 1 to 1000",
                "limit=-1 | limit | from 1 to 1000",
                "limit=1001 | limit | from 1 to 1000",
                "limit=ten | limit | from 1 to 1000",
                "limit=1.5 | limit | from 1 to 1000",
                "limit= | limit | value",
                "limit=5&limit=6 | limit | once",
                "asOf=-1 | asOf | UTC",
                "asOf=yesterday | asOf | UTC",
                "asOf=999999999 | asOf | leaves",
                "asOf=1&asOf=2 | asOf | once",
                "atLeast=-1 | atLeast | leaf index",
                "atLeast=soon | atLeast | leaf index",
                "from=2026-03-01 | from | UTC",
                "to=2026-03-01T08:00:00 | to | UTC",
                "from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z | from | not after",
                "time=seen | time | occurred, recorded",
                "order=newest | order | asc, desc",
                "cursor=abc | cursor | cursor",
                "cursor=%00 | cursor | cursor",
                "event=MessageOpened | event | MessageRead, MessageReadRefused, MessagesListed",
                "kind=READ | kind | OPENED, PREVIEWED",
                "kind=opened | kind | OPENED, PREVIEWED",
                "outcome=MAYBE | outcome | ALLOWED, REFUSED",
                "irregularity=STRANGE | irregularity | DUPLICATE_ID",
                "actor=a%20b | actor | value",
                "format=xml | format | json, csv, ndjson",
                "format=csv&limit=5 | limit | whole",
                "format=ndjson&cursor=x | cursor | whole",
                "sort=asc | sort | asOf, atLeast, cursor",
                "Limit=5 | Limit | known are",
            })
    void refusesWhatItDoesNotUnderstand(String query, String parameter, String advice) {
        for (String list : LISTS) {
            JsonNode problem = asking.refused(list + "?" + query, 400);

            assertThat(problem.path("type").asString()).isEqualTo("urn:message-ledger:problem:bad-parameter");
            assertThat(problem.path("field").asString()).isEqualTo(parameter);
            assertThat(problem.path("detail").asString()).contains(advice);
        }
    }

    @Test
    void doesNotRepeatAStrangeParametersName() {
        JsonNode problem = asking.refused("/messages/portal:1/trail?member:17=x", 400);
        assertThat(problem.path("field").asString()).isEqualTo("query");
        assertThat(problem.toString()).doesNotContain("member:17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=1", "from=2026-03-01T00:00:00Z", "order=desc", "event=MessageRead", "as=actor"})
    void aMessageTakesOnlyAMoment(String query) {
        assertThat(asking.refused("/messages/portal:1?" + query, 400)
                        .path("detail")
                        .asString())
                .contains("asOf, atLeast, format");
    }

    @Test
    void onlyActivityKnowsAs() {
        asking.refused("/messages/portal:1/trail?as=actor", 400);
        asking.refused("/threads/t:1/trail?as=actor", 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/messages/noColon",
                "/messages/noColon/trail",
                "/messages/portal:a%20b/trail",
                "/messages/portal:%E2%82%AC/trail",
                "/people/a%20b/activity",
                "/people/a,b/activity",
                "/patients/a%20b/accesses",
                "/patients/a%20b/disclosures",
                "/pools/a%20b/activity",
                "/threads/a%20b/trail",
            })
    void refusesIdsThatCannotBe(String path) {
        assertThat(asking.refused(path, 400).path("field").asString()).isEqualTo("id");
    }

    @Test
    void refusesIdsThatAreTooLong() {
        String tooLong = "p:" + "x".repeat(99);
        for (String path : new String[] {
            "/messages/" + tooLong,
            "/messages/" + tooLong + "/trail",
            "/people/" + tooLong + "/activity",
            "/patients/" + tooLong + "/accesses",
            "/patients/" + tooLong + "/disclosures",
            "/pools/" + tooLong + "/activity",
            "/threads/" + tooLong + "/trail"
        }) {
            assertThat(asking.refused(path, 400).path("field").asString()).isEqualTo("id");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "text/html", "text/csv;q=0"})
    void answersNothingElseThanItCan(String accepted) {
        for (String path : questions()) {
            HttpResponse<String> answer = asking.ledger.send(asking.ledger
                    .request("compliance", "/api/v1" + path)
                    .header("Accept", accepted)
                    .GET()
                    .build());
            assertThat(answer.statusCode()).as(path).isEqualTo(406);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    private static List<String> questions() {
        return Stream.concat(Stream.of("/messages/portal:1"), LISTS.stream()).toList();
    }

    @ParameterizedTest
    @CsvSource({"compliance, 200", "auditor, 200", "emitter, 403", "privacy, 403", "admin, 403"})
    void answersThoseWhoMayAsk(String user, int status) {
        asking.read("portal:1");
        asking.ask("/messages/portal:1");
        for (String path : questions()) {
            HttpResponse<String> answer = asking.ledger.get(user, "/api/v1" + path);
            assertThat(answer.statusCode()).as(path).isEqualTo(status);
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
    }
}
