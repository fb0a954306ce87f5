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
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.messageledger.export.Export;
import org.messageledger.export.ExportFormat;
import org.messageledger.export.ExportOrder;
import org.messageledger.export.Exports;
import org.messageledger.export.Pages;
import org.messageledger.fact.Facts;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whole answers to be kept, with a signed statement of what they are. */
@Tag(name = "Asking")
@RestController
public final class ExportController {

    private static final String ZIP = "application/zip";
    private static final Set<String> FORMATS =
            Arrays.stream(ExportFormat.values()).map(ExportFormat::word).collect(Collectors.toUnmodifiableSet());

    private final Facts facts;
    private final Exports exports;
    private final Clock clock;

    /** @param clock says when an export was asked for; nothing is decided by it */
    public ExportController(Facts facts, Exports exports, Clock clock) {
        this.facts = facts;
        this.exports = exports;
        this.clock = clock;
    }

    @Operation(
            operationId = "export",
            summary = "A whole answer to be kept, signed",
            description =
                    "A zip of the rows, as csv, ndjson or a printable pdf, and manifest.json: the question, as of which tree "
                            + "head, how many rows, their SHA-256, who asked. If signed, as it is unless signed is false, every "
                            + "row is compared with its entry and every entry hashed into the tree first, and manifest.sig "
                            + "makes the manifest a signed note. The rows are those of the list with the same parameters. One "
                            + "that breaks off is no readable zip. In csv a cell that begins with = + - @, tab, line end or an "
                            + "apostrophe has an apostrophe in front.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ExportBody.class),
                                            examples = @ExampleObject(Examples.EXPORT))))
    @ApiResponse(
            responseCode = "200",
            description = "The export",
            content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
    @PostMapping(
            path = "/api/v1/exports",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = {ZIP, Problem.MEDIA_TYPE})
    void export(HttpServletRequest request, HttpServletResponse response) throws IOException {
        refuseQuery(request);
        Parameters parameters = ExportBody.read(body(request));
        ExportFormat format = ExportFormat.valueOf(
                parameters.word("format", ExportFormat.CSV.word(), FORMATS).toUpperCase(Locale.ROOT));
        ExportQuestion asked = new ExportQuestion(parameters);
        Pages pages = asked.pages(facts);
        ExportOrder order = new ExportOrder(
                asked.canonical(),
                asked.messageId(),
                format,
                !"false".equals(parameters.text("signed")),
                Objects.requireNonNull(request.getRemoteUser(), "nobody has signed in"),
                clock.instant());
        Exports.Begun begun = exports.begin(order, pages);
        try (Export export = ready(begun)) {
            response.setHeader(HttpHeaders.CONTENT_TYPE, ZIP);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"export.zip\"");
            AsOfHeaders.write(response, export.asOf());
            export.writeTo(response.getOutputStream());
        } catch (RuntimeException e) {
            if (!response.isCommitted()) {
                response.reset(); // a problem comes in its place
            }
            throw e;
        }
    }

    private static Export ready(Exports.Begun begun) {
        if (begun instanceof Exports.Begun.Ready ready) {
            return ready.export();
        }
        if (begun instanceof Exports.Begun.TooManyRows tooMany) {
            throw new ProblemException(Problem.of(
                            "too-many-rows",
                            422,
                            "There are too many rows for this format",
                            "Narrow the question, such as by from and to, or take csv or ndjson.")
                    .with("rowsMax", tooMany.rowsMax()));
        }
        throw new ProblemException(Problem.of(
                        "exports-under-way",
                        503,
                        "Too many exports are under way",
                        "Try again when one of them is done.")
                .with("exportsMax", Exports.AT_A_TIME_MAX)
                .retryAfter(Duration.ofSeconds(5)));
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(ExportBody.BYTES_MAX + 1);
        if (body.length > ExportBody.BYTES_MAX) {
            throw new ProblemException(Problem.of(
                    "too-large", 413, "The command is too large", "Send at most " + ExportBody.BYTES_MAX + " bytes."));
        }
        return body;
    }

    @Operation(
            operationId = "exportKey",
            summary = "The public key that exports are verified with",
            description = "Of this process of the ledger; it signs exports and nothing else, never checkpoints.")
    @ApiResponse(
            responseCode = "200",
            description = "name+id+key",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_PLAIN_VALUE,
                            schema = @Schema(type = "string", example = Examples.EXPORT_KEY)))
    @GetMapping(path = "/api/v1/exports/key", produces = MediaType.TEXT_PLAIN_VALUE)
    String key(HttpServletRequest request) {
        refuseQuery(request);
        return exports.key().verifier() + "\n";
    }

    private static void refuseQuery(HttpServletRequest request) {
        if (request.getQueryString() != null) {
            throw new BadParameter("query", "Leave the query out: what is asked stands in the body.");
        }
    }
}
