package org.messageledger.wiring;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.Authority;
import org.messageledger.access.ListMessages;
import org.messageledger.access.ReadMessage;
import org.messageledger.asking.ExportBody;
import org.messageledger.asking.FacetsBody;
import org.messageledger.asking.LiveBody;
import org.messageledger.asking.SearchBody;
import org.messageledger.message.Attachment;
import org.messageledger.message.DiscloseMessage;
import org.messageledger.message.Email;
import org.messageledger.message.Partner;
import org.messageledger.message.ReportSuspicion;
import org.messageledger.message.ResolveMessage;
import org.messageledger.message.RetractMessage;
import org.messageledger.message.RouteMessage;
import org.messageledger.message.SendMessage;
import org.messageledger.party.Actor;
import org.messageledger.problem.Problem;
import org.messageledger.replaying.ReplayBody;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Completes the description of the interface with what holds everywhere: how to sign in, which refusals every operation
 * knows, which fields a command must have and that it takes no others.
 */
final class ApiDescription implements OpenApiCustomizer {

    private static final String BASIC = "basic";

    /** Bodies that must not repeat the path's id. */
    private static final Set<Class<?>> NAMED_BY_PATH = Set.of(
            ReadMessage.class, RouteMessage.class, ResolveMessage.class, RetractMessage.class, ReportSuspicion.class);

    private static final List<Class<?>> INPUT = List.of(
            SendMessage.class,
            ReadMessage.class,
            ListMessages.class,
            RouteMessage.class,
            ResolveMessage.class,
            RetractMessage.class,
            ReportSuspicion.class,
            DiscloseMessage.class,
            DiscloseMessage.Recipient.class,
            Actor.class,
            Attachment.class,
            Authority.class,
            Email.class,
            Partner.class,
            ReplayBody.class,
            ExportBody.class,
            SearchBody.class,
            FacetsBody.class,
            LiveBody.class);

    /** Fields that a command has but its sender may leave out, because something stands for what is absent. */
    private static final Map<Class<?>, Set<String>> MAY_BE_ABSENT =
            Map.of(SendMessage.class, Set.of("mode", "urgent", "recipients", "patientIds", "subject", "attachments"));

    private static final Set<String> MODE = Set.of("mode");

    @Override
    public void customise(OpenAPI api) {
        api.info(new Info().title("Message ledger").version("1"));
        Components components = api.getComponents();
        components.addSecuritySchemes(
                BASIC, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme(BASIC));
        api.addSecurityItem(new SecurityRequirement().addList(BASIC));
        api.getPaths().values().forEach(path -> path.readOperationsMap().forEach(ApiDescription::refusals));
        INPUT.forEach(input -> form(input, components.getSchemas().get(input.getSimpleName())));
    }

    private static void refusals(PathItem.HttpMethod method, Operation operation) {
        refusal(operation, Problem.malformed("the.field", "What to correct."), "Malformed");
        refusal(operation, Problem.of("unauthenticated", 401, "Sign in", "Sign in with HTTP Basic."), "Not signed in");
        refusal(operation, Problem.of("forbidden", 403, "This needs another role", "Sign in as another user."), "Role");
        if (method == PathItem.HttpMethod.POST) {
            refusal(operation, Problem.of("too-large", 413, "The command is too large", "Send less."), "Too large");
            refusal(
                    operation,
                    Problem.of("media-type", 415, "The media type is not supported", "Send JSON in UTF-8."),
                    "Other media type, charset or encoding");
        }
        if (method == PathItem.HttpMethod.POST) {
            refusal(
                    operation,
                    Problem.of("pushback", 503, "The ledger takes no more just now", "Send it again later.")
                            .retryAfter(Duration.ofSeconds(1)),
                    "Pushback: try again");
            header(operation, "503", "Retry-After", "After how many seconds to try again", new IntegerSchema());
        }
        header(operation, "201", "Location", "The message, where there is one", new StringSchema());
        header(operation, "201", "Idempotency-Replayed", "true: this is the first receipt", new StringSchema());
        if ("sendMessage".equals(operation.getOperationId())) {
            refusal(operation, Problem.of("duplicate-id", 409, "The message id is taken", "Send it once."), "Taken");
        }
    }

    private static void header(Operation operation, String status, String name, String description, Schema<?> schema) {
        ApiResponse response = operation.getResponses().get(status);
        if (response != null) {
            response.addHeaderObject(name, new Header().description(description).schema(schema));
        }
    }

    /** Adds the response unless the operation says more itself. */
    private static void refusal(Operation operation, Problem problem, String description) {
        MediaType json = new MediaType()
                .schema(new Schema<>().$ref("#/components/schemas/Problem"))
                .example(problem.toJson());
        operation
                .getResponses()
                .putIfAbsent(
                        Integer.toString(problem.status()),
                        new ApiResponse()
                                .description(description)
                                .content(new Content().addMediaType(Problem.MEDIA_TYPE, json)));
    }

    private static void form(Class<?> input, @Nullable Schema<?> schema) {
        if (schema == null) {
            throw new IllegalStateException("not described: type=" + input.getSimpleName());
        }
        Set<String> absent = MAY_BE_ABSENT.getOrDefault(input, MODE);
        boolean namedByPath = NAMED_BY_PATH.contains(input);
        if (namedByPath) {
            schema.getProperties().remove("messageId");
        }
        schema.setAdditionalProperties(false);
        schema.setRequired(Arrays.stream(input.getRecordComponents())
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .filter(name -> !absent.contains(name) && !(namedByPath && name.equals("messageId")))
                .toList());
    }
}
