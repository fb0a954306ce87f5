package org.messageledger.proving;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.Log;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;
import org.messageledger.tree.ConsistencyProof;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TiledHashes;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Proofs about the tree, for auditors. They are made of tiles: whoever checks them trusts nothing but a checkpoint. */
@RestController
public final class ProofController {

    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Set<String> PARAMETERS = Set.of("from", "to");

    private final Log log;

    public ProofController(Log log) {
        this.log = log;
    }

    /** That the tree of one size only grew to be that of another (RFC 9162 section 2.1.4). */
    @Operation(operationId = "consistency", summary = "That the log only grew between two sizes")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "from",
            required = true,
            example = "1",
            description = "Size of the older tree, at least 1",
            schema = @Schema(type = "integer"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "to",
            example = "1",
            description = "Size of the newer tree; absent: as the log is now",
            schema = @Schema(type = "integer"))
    @ApiResponse(
            responseCode = "200",
            description = "Both roots, as the log has them, and the proof's hashes",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject(ProvingExamples.CONSISTENCY)))
    @GetMapping(path = "/api/v1/log/consistency", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> consistency(HttpServletRequest request) {
        request.getParameterMap().forEach((name, values) -> {
            if (!PARAMETERS.contains(name) || values.length != 1) {
                throw new ProblemException(Problem.malformed(name, "Give from, and perhaps to, once."));
            }
        });
        long size = log.head().size();
        long from = size("from", request.getParameter("from"), size);
        long to = request.getParameter("to") == null ? size : size("to", request.getParameter("to"), size);
        if (from > to) {
            throw new ProblemException(Problem.malformed("from", "Name the smaller size first."));
        }
        ConsistencyProof proof = ConsistencyProof.prove(from, to, new TiledHashes(to, log::tile));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", from);
        json.put("to", to);
        json.put("fromRootHash", log.rootAt(from).toBase64());
        json.put("toRootHash", log.rootAt(to).toBase64());
        json.put("hashes", proof.hashes().stream().map(Hash::toBase64).toList());
        return json;
    }

    private static long size(String name, @Nullable String text, long logSize) {
        if (text == null || !SIZE.matcher(text).matches()) {
            throw new ProblemException(Problem.malformed(name, "Give the size of a tree: 1, 2, 3 …"));
        }
        long size = Long.parseLong(text);
        if (size > logSize) {
            throw new ProblemException(Problem.of(
                            "not-found",
                            404,
                            "There is nothing here",
                            "The log has not had this size yet; treeSize says what it holds.")
                    .with("treeSize", logSize));
        }
        return size;
    }
}
