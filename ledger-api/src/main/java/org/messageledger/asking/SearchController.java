package org.messageledger.asking;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Condition;
import org.messageledger.fact.Counting;
import org.messageledger.fact.Facts;
import org.messageledger.fact.Field;
import org.messageledger.fact.Moment;
import org.messageledger.fact.Question;
import org.messageledger.fact.Search;
import org.messageledger.problem.Problem;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Questions in the search language. All parameters stand in the body: a query can hold personal data. */
@Tag(name = "Asking")
@RestController
public final class SearchController {

    private static final String TOO_MUCH = "No index serves it on so many entries: what to add";
    private static final String PROBLEM = "#/components/schemas/Problem";

    private final Facts facts;
    private final ListAnswers lists;

    public SearchController(Facts facts, ListAnswers lists) {
        this.facts = facts;
        this.lists = lists;
    }

    @Operation(
            operationId = "search",
            summary = "The facts that hold a query",
            description =
                    "Sorted by any audited field. A page may be short and yet have a next one. What no index serves is "
                            + "answered on a bounded number of entries, and beyond refused with what to add.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SearchBody.class),
                                            examples = @ExampleObject(Examples.SEARCH))))
    @ApiResponse(
            responseCode = "200",
            description = "The facts, in order",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = FactList.class),
                        examples = @ExampleObject(Examples.FACTS)),
                @Content(
                        mediaType = ListForm.TEXT_CSV,
                        schema = @Schema(type = "string"),
                        examples = @ExampleObject(Examples.CSV)),
                @Content(
                        mediaType = ListForm.APPLICATION_NDJSON,
                        schema = @Schema(type = "string"),
                        examples = @ExampleObject(Examples.NDJSON))
            })
    @ApiResponse(
            responseCode = "422",
            description = TOO_MUCH,
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = PROBLEM)))
    @PostMapping(
            path = "/api/v1/search",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = {MediaType.APPLICATION_JSON_VALUE, ListForm.TEXT_CSV, ListForm.APPLICATION_NDJSON})
    @Nullable
    ResponseEntity<FactList> search(HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        Parameters parameters = BodyParameters.read(request, SearchParameters.LIST);
        Condition condition = SearchParameters.condition(parameters);
        Field sort = SearchParameters.sort(parameters);
        boolean descending = QuestionParameters.newestFirst(parameters);
        Moment moment = QuestionParameters.moment(parameters);
        Long atLeast = parameters.leafIndex("atLeast");
        return lists.answer(
                request,
                response,
                parameters,
                (limit, cursor) ->
                        facts.search(new Search(condition, sort, descending, moment, limit, cursor, atLeast)));
    }

    @Operation(
            operationId = "searchFacets",
            summary = "How many facts hold a query, and which values they have",
            description = "Exact as of the leaf. A fact with several values counts for each of them.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = FacetsBody.class),
                                            examples = @ExampleObject(Examples.FACETS))))
    @ApiResponse(
            responseCode = "200",
            description = "The counts",
            content =
                    @Content(
                            schema = @Schema(implementation = CountsItem.class),
                            examples = @ExampleObject(Examples.COUNTS)))
    @ApiResponse(
            responseCode = "422",
            description = TOO_MUCH,
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = PROBLEM)))
    @PostMapping(
            path = "/api/v1/search/facets",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CountsItem> facets(HttpServletRequest request) throws IOException {
        Parameters parameters = BodyParameters.read(request, SearchParameters.FACETS);
        Counting counting = new Counting(
                SearchParameters.condition(parameters),
                SearchParameters.facets(parameters),
                parameters.number("limit", Question.LIMIT_DEFAULT, 1, Counting.VALUES_MAX),
                QuestionParameters.moment(parameters),
                parameters.leafIndex("atLeast"));
        return Replies.answer(facts.counts(counting), CountsItem::of);
    }
}
