package org.messageledger.proving;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.messageledger.checkpoint.CheckpointPublisher;
import org.messageledger.log.Entry;
import org.messageledger.log.Log;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;
import org.messageledger.tree.Tile;
import org.messageledger.tree.TilePath;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The log as other people's tools read it (c2sp.org/tlog-tiles), under the prefix {@code /log}. Nothing is shown that the
 * newest published checkpoint does not cover.
 */
@RestController
public final class TileController {

    private static final String PREFIX = "/log/";
    static final String TEXT = "text/plain;charset=utf-8";

    private final Log log;
    private final CheckpointPublisher publisher;

    public TileController(Log log, CheckpointPublisher publisher) {
        this.log = log;
        this.publisher = publisher;
    }

    /**
     * The newest published checkpoint, with the cosignatures that it has; for some seconds, until the newest is witnessed, the
     * witnessed one before it. Asking for it signs nothing.
     */
    @Operation(operationId = "checkpoint", summary = "The newest signed tree head (c2sp.org/tlog-checkpoint)")
    @ApiResponse(
            responseCode = "200",
            description = "A signed note: origin, size, root hash, signatures",
            content =
                    @Content(mediaType = TEXT, schema = @Schema(type = "string", example = ProvingExamples.CHECKPOINT)))
    @GetMapping("/log/checkpoint")
    ResponseEntity<byte[]> checkpoint(HttpServletRequest request) {
        Query.refuse(request);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofSeconds(3)).cachePublic())
                .header(HttpHeaders.CONTENT_TYPE, TEXT)
                .body(publisher
                        .shown()
                        .orElseThrow(TileController::nothingPublished)
                        .toBytes());
    }

    /** A tile of hashes, 32 bytes each: {@code tile/<L>/<N>} or {@code tile/<L>/<N>.p/<W>}. */
    @Operation(operationId = "tile", summary = "A tile of hashes (c2sp.org/tlog-tiles)")
    @Parameter(
            in = ParameterIn.PATH,
            name = "path",
            example = "0/000.p/1",
            description = "Level and index, the index in groups of three digits, all but the last with an x in front; "
                    + ".p/W behind it for a partial tile of W hashes",
            schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "200",
            description = "The hashes, 32 bytes each",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @GetMapping("/log/tile/{*path}")
    ResponseEntity<byte[]> tile(HttpServletRequest request) {
        TilePath path = covered(request);
        if (path.isEntries()) {
            throw new ProblemException(Problem.malformed("path", "Ask for entries at /log/tile/entries/."));
        }
        return ResponseEntity.ok()
                .cacheControl(forEver().cachePublic())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(log.tile(path.level(), path.index(), path.width()));
    }

    /** A bundle of entries, each behind its length in two bytes: {@code tile/entries/<N>} or {@code …/<N>.p/<W>}. */
    @Operation(operationId = "entryBundle", summary = "A bundle of entries (c2sp.org/tlog-tiles)")
    @Parameter(
            in = ParameterIn.PATH,
            name = "path",
            example = "000.p/1",
            description =
                    "The index in groups of three digits, all but the last with an x in front; .p/W behind it for the "
                            + "first W entries",
            schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "200",
            description = "Each entry behind its length, a big-endian uint16",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @GetMapping("/log/tile/entries/{*path}")
    ResponseEntity<byte[]> entries(HttpServletRequest request) throws IOException {
        TilePath path = covered(request);
        boolean gzip = takesGzip(request);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = gzip ? new GZIPOutputStream(bytes) : bytes) {
            writeBundle(path, out);
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .cacheControl(forEver().cachePrivate())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return (gzip ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip") : answer).body(bytes.toByteArray());
    }

    private void writeBundle(TilePath path, OutputStream out) throws IOException {
        long next = path.index() * Tile.WIDTH;
        long end = next + path.width();
        while (next < end) {
            List<Entry> page = log.read(next, Math.toIntExact(end - next));
            for (Entry entry : page) {
                byte[] bytes = entry.bytes();
                out.write(bytes.length >>> 8);
                out.write(bytes.length);
                out.write(bytes);
            }
            next += page.size();
        }
    }

    private static CacheControl forEver() {
        return CacheControl.maxAge(Duration.ofDays(365)).immutable();
    }

    /** The path that was asked for, when the newest published checkpoint covers it. */
    private TilePath covered(HttpServletRequest request) {
        Query.refuse(request);
        String uri = request.getRequestURI();
        TilePath path = TilePath.parse(uri.substring(PREFIX.length()))
                .orElseThrow(
                        () -> new ProblemException(
                                Problem.malformed(
                                        "path",
                                        "Name a tile as c2sp.org/tlog-tiles does: tile/0/000, tile/1/x001/234.p/5, tile/entries/000.")));
        if (path.width() > path.widthIn(publishedSize())) {
            throw new ProblemException(Problem.of(
                            "not-found",
                            404,
                            "There is nothing here",
                            "The newest checkpoint does not cover this yet; treeSize says what it covers.")
                    .with("treeSize", publishedSize()));
        }
        return path;
    }

    private long publishedSize() {
        if (publisher.newest().isEmpty()) {
            throw nothingPublished();
        }
        return publisher.newestSize();
    }

    static ProblemException nothingPublished() {
        return new ProblemException(Problem.of(
                        "no-checkpoint",
                        503,
                        "No checkpoint is published yet",
                        "The ledger has not been able to sign one since it started; ask again later.")
                .retryAfter(Duration.ofSeconds(1)));
    }

    /** RFC 9110 section 12.5.3, as far as gzip goes: named, and not with a weight of zero. */
    private static boolean takesGzip(HttpServletRequest request) {
        String accepted = Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT_ENCODING))
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .replace(" ", "");
        return Arrays.stream(StringUtils.tokenizeToStringArray(accepted, ","))
                .anyMatch(coding ->
                        coding.equals("gzip") || (coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?")));
    }
}
