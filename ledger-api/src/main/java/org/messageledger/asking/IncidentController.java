package org.messageledger.asking;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.messageledger.incident.IncidentQuestion;
import org.messageledger.incident.IncidentScope;
import org.messageledger.incident.Incidents;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What an incident concerns. The answer is written while no other of its size is: it holds the memory until it is gone. */
@Tag(name = "Asking")
@RestController
public final class IncidentController {

    private final Incidents incidents;
    private final LargeQuestions large;
    private final JsonMapper json;

    public IncidentController(Incidents incidents, LargeQuestions large, JsonMapper json) {
        this.incidents = incidents;
        this.large = large;
        this.json = json;
    }

    @Operation(
            operationId = "incident",
            summary = "What an incident concerns: messages, patients, people, and until when these must be told",
            description =
                    "Of a phished account, all that it did in a span, or others in its name. Of a message that was reported as "
                            + "suspicious, everybody who touched it, the replies to it, and on demand what those who opened "
                            + "it did afterwards. Whole, as of now or then, or refused: at most 1,000,000 facts, and 200,000 "
                            + "messages, people or patients. One at a time. csv and ndjson have the messages, their headers "
                            + "the rest in numbers. 404 for a message that nobody ever named.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = IncidentBody.class),
                                            examples = @ExampleObject(IncidentExamples.QUESTION))))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "format",
            description = "Accept does the same.",
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {"json", "csv", "ndjson"},
                            defaultValue = "json"))
    @ApiResponse(
            responseCode = "200",
            description = "The whole scope",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = IncidentItem.class),
                        examples = @ExampleObject(IncidentExamples.INCIDENT)),
                @Content(
                        mediaType = ListForm.TEXT_CSV,
                        schema = @Schema(type = "string"),
                        examples = @ExampleObject(IncidentExamples.CSV)),
                @Content(
                        mediaType = ListForm.APPLICATION_NDJSON,
                        schema = @Schema(type = "string"),
                        examples = @ExampleObject(IncidentExamples.NDJSON))
            })
    @ApiResponse(
            responseCode = "422",
            description = "It takes more facts, messages, people or patients than one answer may",
            content =
                    @Content(mediaType = RoutingExamples.PROBLEM_TYPE, schema = @Schema(ref = RoutingExamples.PROBLEM)))
    @PostMapping(
            path = "/api/v1/incidents",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = {MediaType.APPLICATION_JSON_VALUE, ListForm.TEXT_CSV, ListForm.APPLICATION_NDJSON})
    void incident(HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        ListForm form = ListForm.of(request, new Parameters(request, Set.of("format")));
        byte[] body = request.getInputStream().readNBytes(IncidentBody.BYTES_MAX + 1);
        if (body.length > IncidentBody.BYTES_MAX) {
            throw new ErrorResponseException(HttpStatus.CONTENT_TOO_LARGE);
        }
        IncidentQuestion question = IncidentBody.question(body);
        IncidentItem unused = large.alone(() -> write(question, form, response));
    }

    private IncidentItem write(IncidentQuestion question, ListForm form, HttpServletResponse response)
            throws IOException {
        Incidents.Known known = Replies.require(incidents.of(question));
        IncidentItem incident = IncidentItem.of(known.incident().orElseThrow(() -> nothingKnown(question, known)));
        ListAnswers.head(response, form, known.asOf());
        if (form == ListForm.JSON) {
            json.writeValue(response.getOutputStream(), incident);
            return incident;
        }
        numbers(response, incident);
        Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        if (form == ListForm.CSV) {
            out.write(IncidentItem.Message.csvHeader());
        }
        for (IncidentItem.Message message : incident.messages()) {
            out.write(form == ListForm.CSV ? message.csv() : json.writeValueAsString(message) + "\n");
        }
        out.flush();
        return incident;
    }

    private static NothingKnown nothingKnown(IncidentQuestion question, Incidents.Known known) {
        String messageId = question.scope() instanceof IncidentScope.Message scope
                ? scope.messageId().value()
                : "";
        return new NothingKnown(messageId, AsOfItem.of(known.asOf()));
    }

    private static void numbers(HttpServletResponse response, IncidentItem incident) {
        response.setHeader("Ledger-Messages", Integer.toString(incident.counts().messages()));
        response.setHeader("Ledger-Patients", Integer.toString(incident.counts().patients()));
        response.setHeader(
                "Ledger-Patients-Opened", Integer.toString(incident.counts().patientsOpened()));
        response.setHeader("Ledger-Discovered-On", incident.discovery().discoveredOn());
        response.setHeader("Ledger-Notify-By", incident.discovery().notifyBy());
    }
}
