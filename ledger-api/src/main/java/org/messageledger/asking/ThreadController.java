package org.messageledger.asking;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Limits;
import org.messageledger.trail.Trails;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Questions about one thread. */
@Tag(name = "Asking")
@RestController
public final class ThreadController {

    private final Trails trails;
    private final ListAnswers lists;

    public ThreadController(Trails trails, ListAnswers lists) {
        this.trails = trails;
        this.lists = lists;
    }

    @Operation(
            operationId = "threadTrail",
            summary = "Everything that happened to the messages of a thread",
            description = "As the trail of a message. Oldest first. Empty for a thread that nobody ever named.")
    @ListQuestion
    @GetMapping(
            path = "/api/v1/threads/{id}/trail",
            produces = {MediaType.APPLICATION_JSON_VALUE, ListForm.TEXT_CSV, ListForm.APPLICATION_NDJSON})
    @Nullable
    ResponseEntity<FactList> trail(
            @Parameter(example = "portal:12345") @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        String threadId = Parameters.parsed("id", id, text -> Limits.id("id", text), "");
        Parameters parameters = QuestionParameters.ofList(request);
        return lists.answer(request, response, parameters, question -> trails.ofThread(threadId, question));
    }
}
