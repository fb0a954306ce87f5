package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Pages together are the whole, as of when the first was answered; a cursor is good for its own question only. */
@ExtendWith(SharedLedger.class)
class PagesTest {

    private final Asking asking;

    PagesTest(Asking asking) {
        this.asking = asking;
    }

    private List<Long> life(String messageId, int reads) {
        List<Long> leaves = new ArrayList<>(List.of(asking.send(messageId)));
        for (int i = 0; i < reads; i++) {
            leaves.add(asking.read(messageId, i % 2 == 0 ? "clinician:8" : "pager:" + messageId, ""));
        }
        return leaves;
    }

    private static String next(JsonNode page) {
        return page.path("next").asString("");
    }

    @ParameterizedTest
    @CsvSource({
        "messages/{id}/trail, asc",
        "messages/{id}/trail, desc",
        "threads/{id}/trail, asc",
        "threads/{id}/trail, desc",
    })
    void pagesAreTheWholeWhileMoreIsRecorded(String list, String order) {
        String messageId = "pages:" + list.charAt(0) + order;
        List<Long> whole = life(messageId, 10);
        if (order.equals("desc")) {
            Collections.reverse(whole);
        }
        String path = "/" + list.replace("{id}", messageId) + "?limit=3&order=" + order;

        List<Long> paged = new ArrayList<>();
        JsonNode page = asking.ask(path);
        JsonNode asOf = page.path("asOf");
        while (true) {
            assertThat(page.path("asOf")).isEqualTo(asOf);
            assertThat(page.path("items").size()).isBetween(1, 3);
            paged.addAll(Asking.leaves(page));
            if (page.path("next").isNull()) {
                break;
            }
            asking.read(messageId);
            page = asking.ask(path + "&cursor=" + next(page));
        }
        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void aFilterDoesNotMakeAPageLoseAnything() {
        List<Long> life = life("pages:filter", 10);
        String path = "/messages/pages:filter/trail?outcome=REFUSED&limit=2";

        JsonNode first = asking.ask(path);
        JsonNode second = asking.ask(path + "&cursor=" + next(first));
        JsonNode third = asking.ask(path + "&cursor=" + next(second));

        assertThat(Asking.leaves(first)).containsExactly(life.get(2), life.get(4));
        assertThat(Asking.leaves(second)).containsExactly(life.get(6), life.get(8));
        assertThat(Asking.leaves(third)).containsExactly(life.get(10));
        assertThat(third.path("next").isNull()).isTrue();
    }

    @Test
    void onlyLimitAndAtLeastMayChangeFromPageToPage() {
        List<Long> life = life("pages:bound", 6);
        String path = "/messages/pages:bound/trail?limit=2";
        String cursor = next(asking.ask(path));

        assertThat(asking.leaves("/messages/pages:bound/trail?limit=100&cursor=" + cursor))
                .isEqualTo(life.subList(2, 7));
        for (String other : List.of(
                "/messages/pages:other/trail?limit=2",
                "/threads/pages:bound/trail?limit=2",
                "/people/clinician:8/activity?limit=2",
                path + "&order=desc",
                path + "&event=MessageRead",
                path + "&outcome=ALLOWED",
                path + "&actor=clinician:8",
                path + "&kind=OPENED",
                path + "&irregularity=LATE",
                path + "&from=2026-01-01T00:00:00Z",
                path + "&to=2126-01-01T00:00:00Z",
                path + "&time=recorded",
                path + "&asOf=1")) {
            assertThat(asking.refused(other + "&cursor=" + cursor, 400)
                            .path("field")
                            .asString())
                    .as(other)
                    .isEqualTo("cursor");
        }
    }

    @Test
    void aCursorCannotBeAltered() {
        life("pages:altered", 3);
        String path = "/messages/pages:altered/trail?limit=2&cursor=";
        String cursor = next(asking.ask("/messages/pages:altered/trail?limit=2"));

        for (int i = 0; i < cursor.length(); i++) {
            String altered = cursor.substring(0, i) + (cursor.charAt(i) == 'A' ? 'B' : 'A') + cursor.substring(i + 1);
            assertThat(asking.refused(path + altered, 400).path("field").asString())
                    .as("character %s", i)
                    .isEqualTo("cursor");
        }
        for (String altered : List.of(cursor + "A", cursor.substring(1), cursor + "=")) {
            asking.refused(path + altered, 400);
        }
    }

    @Test
    void aPageHoldsAHundredUnlessAskedForMore() {
        List<String> reads = Collections.nCopies(120, """
                {"command":"ReadMessage","messageId":"pages:many","actor":{"id":"clinician:8","kind":"CLINICIAN"},\
                "kind":"OPENED","purpose":"TREAT"}""");
        asking.send("pages:many");
        asking.ledger.bulk(reads.toArray(String[]::new));

        assertThat(asking.leaves("/messages/pages:many/trail")).hasSize(100);
        assertThat(asking.leaves("/messages/pages:many/trail?limit=1000")).hasSize(121);
    }
}
