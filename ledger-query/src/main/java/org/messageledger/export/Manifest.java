package org.messageledger.export;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.fact.Times;
import org.messageledger.tree.ConsistencyProof;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHead;
import org.messageledger.verify.LogFault;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an export says of itself: {@code manifest.json}, UTF-8, its fields in this order, ending in a newline. Together with an
 * empty line and {@code manifest.sig} it is a signed note (c2sp.org/signed-note).
 *
 * <p>That it is signed means: each row was compared with the exact bytes of its entry, and these were hashed into the tree
 * of {@code head}. It does not mean that no row is missing. Rows are found by postings, and whoever can alter these can hide
 * a fact; a replay of the log finds that ({@code replay.ViewCheck}), and so does whoever folds a copy of the log.
 *
 * @param origin the log's name
 * @param question see {@link ExportOrder}
 * @param leafIndex the last leaf that could be in the answer; -1 before the first
 * @param head of the tree that ends with this leaf
 * @param recordedAt of the leaf
 * @param isFinal whether the same question as of this leaf will always be answered like this
 * @param behind how many durable leaves the view lacked
 * @param warning in words, why the log took no appends
 * @param rows how many, without a header
 * @param bytes of the file of rows
 * @param sha256 of the file of rows
 * @param rehashed whether each row was compared with its entry, and the entry with the tree
 * @param checkpoint the log's own, of a tree that has all of {@code head}'s leaves, with its signatures; absent when none
 *     could be had
 * @param consistency that {@code head} grew into the checkpoint's
 * @param key that the manifest is signed with, as a vkey; absent when it is not
 */
record Manifest(
        String origin,
        Map<String, Object> question,
        long leafIndex,
        TreeHead head,
        @Nullable Instant recordedAt,
        boolean isFinal,
        long behind,
        @Nullable String warning,
        ExportFormat format,
        long rows,
        long bytes,
        Hash sha256,
        boolean rehashed,
        String user,
        Instant time,
        @Nullable SignedNote checkpoint,
        List<Hash> consistency,
        @Nullable String key) {

    static final String FILE = "manifest.json";
    static final String SIGNATURE_FILE = "manifest.sig";

    private static final String VERSION = "message-ledger/export@v1";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Its text. */
    String toText() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("manifest", VERSION);
        json.put("origin", origin);
        json.put("question", question);
        Map<String, Object> asOf = new LinkedHashMap<>();
        asOf.put("leafIndex", leafIndex);
        asOf.put("treeSize", head.size());
        asOf.put("rootHash", head.root().toBase64());
        asOf.put("recordedAt", Times.writeOrNull(recordedAt));
        asOf.put("final", isFinal);
        asOf.put("behind", behind);
        if (warning != null) {
            asOf.put("warning", warning);
        }
        json.put("asOf", asOf);
        json.put("file", format.file());
        json.put("format", format.word());
        json.put("rows", rows);
        json.put("bytes", bytes);
        json.put("sha256", hex(sha256));
        json.put("rehashed", rehashed);
        json.put("user", user);
        json.put("time", Times.write(time));
        json.put("checkpoint", checkpoint == null ? null : checkpoint.toString());
        json.put("consistency", consistency.stream().map(Hash::toBase64).toList());
        json.put("key", key);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json).replace("\r\n", "\n") + "\n";
    }

    static String hex(Hash hash) {
        return HexFormat.of().formatHex(hash.toBytes());
    }

    /**
     * Reads what somebody else may have written.
     *
     * @throws LogFault when it is none, or one of another version
     */
    static Manifest parse(byte[] text) throws LogFault {
        try {
            JsonNode json = JSON.readTree(new String(text, StandardCharsets.UTF_8));
            if (!VERSION.equals(json.required("manifest").asString())) {
                throw new LogFault(FILE, "is of another version than " + VERSION);
            }
            Map<String, Object> question = new LinkedHashMap<>();
            json.required("question")
                    .properties()
                    .forEach(field -> question.put(field.getKey(), JSON.treeToValue(field.getValue(), Object.class)));
            JsonNode asOf = json.required("asOf");
            return new Manifest(
                    json.required("origin").stringValue(),
                    question,
                    asOf.required("leafIndex").longValue(),
                    new TreeHead(
                            asOf.required("treeSize").longValue(),
                            Hash.fromBase64(asOf.required("rootHash").stringValue())),
                    time(asOf.required("recordedAt")),
                    asOf.required("final").booleanValue(),
                    asOf.required("behind").longValue(),
                    text(asOf.path("warning")),
                    format(
                            json.required("format").stringValue(),
                            json.required("file").stringValue()),
                    json.required("rows").longValue(),
                    json.required("bytes").longValue(),
                    Hash.of(HexFormat.of().parseHex(json.required("sha256").stringValue())),
                    json.required("rehashed").booleanValue(),
                    json.required("user").stringValue(),
                    Instant.parse(json.required("time").stringValue()),
                    note(json.required("checkpoint")),
                    hashes(json.required("consistency")),
                    text(json.required("key")));
        } catch (MalformedException e) {
            throw new LogFault(FILE, e);
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new LogFault(FILE, "is no manifest as " + VERSION + " has it");
        }
    }

    private static ExportFormat format(String word, String file) {
        for (ExportFormat format : ExportFormat.values()) {
            if (format.word().equals(word) && format.file().equals(file)) {
                return format;
            }
        }
        throw new IllegalArgumentException("no such format");
    }

    private static @Nullable String text(JsonNode node) {
        return node.isNull() || node.isMissingNode() ? null : node.stringValue();
    }

    private static @Nullable Instant time(JsonNode node) {
        String text = text(node);
        return text == null ? null : Instant.parse(text);
    }

    private static @Nullable SignedNote note(JsonNode node) throws MalformedException {
        String text = text(node);
        return text == null ? null : SignedNote.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Hash> hashes(JsonNode node) {
        List<Hash> hashes = new ArrayList<>();
        node.forEach(hash -> hashes.add(Hash.fromBase64(hash.stringValue())));
        return hashes;
    }

    /** Whether the tree of the rows is a beginning of the checkpoint's. */
    boolean leadsTo(Checkpoint newer) {
        TreeHead to = newer.head();
        return head.size() == 0
                ? consistency.isEmpty()
                : new ConsistencyProof(head.size(), to.size(), consistency).verifies(head.root(), to.root());
    }
}
