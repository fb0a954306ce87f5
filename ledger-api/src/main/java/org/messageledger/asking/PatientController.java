package org.messageledger.asking;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.messageledger.party.PersonId;
import org.messageledger.patient.Patients;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Questions about one patient. */
@Tag(name = "Asking")
@RestController
@RequestMapping(path = "/api/v1/patients/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
public final class PatientController {

    private final Patients patients;

    public PatientController(Patients patients) {
        this.patients = patients;
    }

    @Operation(
            operationId = "patientAccesses",
            summary = "Who touched anything about a patient",
            description =
                    "Everything that names the patient or is about one of its messages: sent, opened, listed, routed, "
                            + "disclosed, and refused. Oldest first. Empty for a patient that nobody ever named.")
    @CommonParameters
    @ApiResponse(
            responseCode = "200",
            description = "The accesses",
            content =
                    @Content(
                            schema = @Schema(implementation = FactList.class),
                            examples = @ExampleObject(Examples.FACTS)))
    @GetMapping("/accesses")
    ResponseEntity<FactList> accesses(
            @Parameter(example = "member:17") @PathVariable String id, HttpServletRequest request) {
        PersonId patientId = Parameters.parsed("id", id, PersonId::new, "");
        Parameters parameters = QuestionParameters.ofList(request);
        return Replies.answer(patients.accesses(patientId, QuestionParameters.question(parameters)), FactList::of);
    }

    @Operation(
            operationId = "patientDisclosures",
            summary = "A patient's accounting of disclosures",
            description = "45 CFR 164.528: disclosures that name the patient, and those of its messages. Oldest first.")
    @CommonParameters
    @ApiResponse(
            responseCode = "200",
            description = "The disclosures",
            content =
                    @Content(
                            schema = @Schema(implementation = FactList.class),
                            examples = @ExampleObject(Examples.FACTS)))
    @GetMapping("/disclosures")
    ResponseEntity<FactList> disclosures(
            @Parameter(example = "member:17") @PathVariable String id, HttpServletRequest request) {
        PersonId patientId = Parameters.parsed("id", id, PersonId::new, "");
        Parameters parameters = QuestionParameters.ofList(request);
        return Replies.answer(patients.disclosures(patientId, QuestionParameters.question(parameters)), FactList::of);
    }
}
