package org.messageledger.asking;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.messageledger.activity.Activities;
import org.messageledger.party.PoolId;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Questions about one pool. */
@Tag(name = "Asking")
@RestController
public final class PoolController {

    private final Activities activities;

    public PoolController(Activities activities) {
        this.activities = activities;
    }

    @Operation(
            operationId = "poolActivity",
            summary = "What went through a pool",
            description =
                    "What was sent to the pool, routed to it or away from it, and what people did through it, each once. "
                            + "Oldest first. Empty for a pool that nobody ever named.")
    @CommonParameters
    @ApiResponse(
            responseCode = "200",
            description = "The activity",
            content =
                    @Content(
                            schema = @Schema(implementation = FactList.class),
                            examples = @ExampleObject(Examples.FACTS)))
    @GetMapping(path = "/api/v1/pools/{id}/activity", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<FactList> activity(
            @Parameter(example = "cardiology-north") @PathVariable String id, HttpServletRequest request) {
        PoolId poolId = Parameters.parsed("id", id, PoolId::new, "");
        Parameters parameters = QuestionParameters.ofList(request);
        return Replies.answer(activities.ofPool(poolId, QuestionParameters.question(parameters)), FactList::of);
    }
}
