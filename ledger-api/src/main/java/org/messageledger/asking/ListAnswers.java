package org.messageledger.asking;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.messageledger.export.FactCsv;
import org.messageledger.fact.AsOf;
import org.messageledger.fact.Fact;
import org.messageledger.fact.Page;
import org.messageledger.fact.Question;
import org.messageledger.fact.Reply;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers questions whose answer is a list: a page as JSON, or the whole as it comes, as csv or ndjson, with the same rows in
 * the same order. A whole answer takes the memory of one page; what it was made of stands in its headers. One that cannot
 * be completed breaks off within the connection, so that nobody takes it for whole.
 */
public final class ListAnswers {

    private final JsonMapper json;

    public ListAnswers(JsonMapper json) {
        this.json = json;
    }

    /** The answer, or null when it has been written. */
    @Nullable
    ResponseEntity<FactList> answer(
            HttpServletRequest request,
            HttpServletResponse response,
            Parameters parameters,
            Function<Question, Reply<Page>> ask)
            throws IOException, HttpMediaTypeNotAcceptableException {
        Question question = QuestionParameters.question(parameters);
        return answer(request, response, parameters, (limit, cursor) -> {
            Question page = question.withLimit(limit);
            return ask.apply(cursor == null ? page : page.from(cursor));
        });
    }

    /** A list as pages, each from where the one before ended. */
    interface Pages {
        Reply<Page> page(int limit, @Nullable String cursor);
    }

    /** As above, of whatever comes in pages. */
    @Nullable
    ResponseEntity<FactList> answer(
            HttpServletRequest request, HttpServletResponse response, Parameters parameters, Pages pages)
            throws IOException, HttpMediaTypeNotAcceptableException {
        ListForm form = ListForm.of(request, parameters);
        if (form == ListForm.JSON) {
            int limit = parameters.number("limit", Question.LIMIT_DEFAULT, 1, Question.LIMIT_MAX);
            return Replies.answer(pages.page(limit, parameters.text("cursor")), FactList::of);
        }
        for (String paging : new String[] {"limit", "cursor"}) {
            if (parameters.text(paging) != null) {
                throw new BadParameter(paging, "Leave the parameter out: the whole answer comes, in one piece.");
            }
        }
        Page first = Replies.require(pages.page(Question.LIMIT_MAX, null));
        head(response, form, first.asOf());
        Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        if (form == ListForm.CSV) {
            out.write(FactCsv.header());
        }
        Page page = first;
        write(page, form, out);
        for (String cursor = page.next(); cursor != null; cursor = page.next()) {
            page = Replies.require(pages.page(Question.LIMIT_MAX, cursor));
            write(page, form, out);
        }
        out.flush();
        return null;
    }

    private void write(Page page, ListForm form, Writer out) throws IOException {
        for (Fact fact : page.items()) {
            out.write(form == ListForm.CSV ? FactCsv.line(fact) : ndjson(fact));
        }
        out.flush(); // who waits sees that it goes on
    }

    /** One line, with its end. */
    public String ndjson(Fact fact) {
        return json.writeValueAsString(FactItem.of(fact)) + "\n";
    }

    /** What an answer is, and what it was made of where it does not say so itself. */
    static void head(HttpServletResponse response, ListForm form, AsOf asOf) {
        response.setHeader(
                HttpHeaders.CONTENT_TYPE,
                switch (form) {
                    case JSON -> MediaType.APPLICATION_JSON_VALUE;
                    case CSV -> "text/csv;header=present;charset=UTF-8";
                    case NDJSON -> ListForm.APPLICATION_NDJSON;
                });
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (form == ListForm.JSON) {
            return; // it says these things itself
        }
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"answer." + form.parameter() + "\"");
        AsOfHeaders.write(response, asOf);
    }
}
