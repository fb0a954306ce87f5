package org.messageledger.asking;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.messageledger.activity.Activities;
import org.messageledger.party.PoolId;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Questions about one pool. */
@Tag(name = "Asking")
@RestController
public final class PoolController {

    private final Activities activities;
    private final ListAnswers lists;

    public PoolController(Activities activities, ListAnswers lists) {
        this.activities = activities;
        this.lists = lists;
    }

    @Operation(
            operationId = "poolActivity",
            summary = "What went through a pool",
            description =
                    "What was sent to the pool, routed to it or away from it, and what people did through it, each once. "
                            + "Oldest first. Empty for a pool that nobody ever named.")
    @ListQuestion
    @GetMapping(
            path = "/api/v1/pools/{id}/activity",
            produces = {MediaType.APPLICATION_JSON_VALUE, ListForm.TEXT_CSV, ListForm.APPLICATION_NDJSON})
    @Nullable
    ResponseEntity<FactList> activity(
            @Parameter(example = "cardiology-north") @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        PoolId poolId = Parameters.parsed("id", id, PoolId::new, "");
        Parameters parameters = QuestionParameters.ofList(request);
        return lists.answer(request, response, parameters, question -> activities.ofPool(poolId, question));
    }
}
