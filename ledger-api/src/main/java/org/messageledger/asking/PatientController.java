package org.messageledger.asking;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.PersonId;
import org.messageledger.patient.Patients;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Questions about one patient. */
@Tag(name = "Asking")
@RestController
@RequestMapping(
        path = "/api/v1/patients/{id}",
        produces = {MediaType.APPLICATION_JSON_VALUE, ListForm.TEXT_CSV, ListForm.APPLICATION_NDJSON})
public final class PatientController {

    private final Patients patients;
    private final ListAnswers lists;

    public PatientController(Patients patients, ListAnswers lists) {
        this.patients = patients;
        this.lists = lists;
    }

    @Operation(
            operationId = "patientAccesses",
            summary = "Who touched anything about a patient",
            description =
                    "Everything that names the patient or is about one of its messages: sent, opened, listed, routed, "
                            + "disclosed, and refused. Oldest first. Empty for a patient that nobody ever named.")
    @ListQuestion
    @GetMapping("/accesses")
    @Nullable
    ResponseEntity<FactList> accesses(
            @Parameter(example = "member:17") @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        PersonId patientId = Parameters.parsed("id", id, PersonId::new, "");
        Parameters parameters = QuestionParameters.ofList(request);
        return lists.answer(request, response, parameters, question -> patients.accesses(patientId, question));
    }

    @Operation(
            operationId = "patientDisclosures",
            summary = "A patient's accounting of disclosures",
            description = "45 CFR 164.528: disclosures that name the patient, and those of its messages. Oldest first.")
    @ListQuestion
    @GetMapping("/disclosures")
    @Nullable
    ResponseEntity<FactList> disclosures(
            @Parameter(example = "member:17") @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        PersonId patientId = Parameters.parsed("id", id, PersonId::new, "");
        Parameters parameters = QuestionParameters.ofList(request);
        return lists.answer(request, response, parameters, question -> patients.disclosures(patientId, question));
    }
}
