package org.messageledger.asking;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.messageledger.activity.Activities;
import org.messageledger.activity.PersonRole;
import org.messageledger.party.PersonId;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Questions about one person. */
@Tag(name = "Asking")
@RestController
public final class PersonController {

    static final String AS = "as";

    private final Activities activities;
    private final ListAnswers lists;

    public PersonController(Activities activities, ListAnswers lists) {
        this.activities = activities;
        this.lists = lists;
    }

    @Operation(
            operationId = "personActivity",
            summary = "Which messages a person touched",
            description =
                    "Each act once, whatever the person's part in it. Oldest first. Empty for a person that nobody "
                            + "ever named.")
    @ListQuestion
    @Parameter(
            in = ParameterIn.QUERY,
            name = AS,
            description =
                    "As what the person takes part: of actor, onBehalfOf, sender, recipient one or more, separated "
                            + "by commas.",
            schema = @Schema(type = "string", defaultValue = "actor,onBehalfOf"))
    @GetMapping(
            path = "/api/v1/people/{id}/activity",
            produces = {MediaType.APPLICATION_JSON_VALUE, ListForm.TEXT_CSV, ListForm.APPLICATION_NDJSON})
    @Nullable
    ResponseEntity<FactList> activity(
            @Parameter(example = "clinician:8") @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        PersonId personId = Parameters.parsed("id", id, PersonId::new, "");
        Parameters parameters = QuestionParameters.ofList(request, AS);
        return lists.answer(
                request, response, parameters, question -> activities.ofPerson(personId, roles(parameters), question));
    }

    static Set<PersonRole> roles(Parameters parameters) {
        String given = parameters.text(AS);
        if (given == null) {
            return PersonRole.DEFAULT;
        }
        Set<PersonRole> roles = EnumSet.noneOf(PersonRole.class);
        for (String name : given.split(",", -1)) {
            roles.add(role(name));
        }
        return roles;
    }

    private static PersonRole role(String name) {
        for (PersonRole role : PersonRole.values()) {
            if (role.parameter().equals(name)) {
                return role;
            }
        }
        throw new BadParameter(AS, "Give one or more of actor, onBehalfOf, sender, recipient, separated by commas.");
    }
}
