package org.messageledger.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Proofs made by another implementation, good and bad, one JSON file each. */
@EnabledIfSystemProperty(
        named = PublishedVectorsTest.FOLDER,
        matches = ".+",
        disabledReason = "set -Dledger.vectors to the folder of the RFC 6962 proof vectors to run them")
class PublishedVectorsTest {

    static final String FOLDER = "ledger.vectors";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty(FOLDER, "")))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void areAllThere() throws IOException {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(150);
    }

    @TestFactory
    Stream<DynamicTest> verifyOrAreRefusedAsPublished() throws IOException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(file.toString(), file.toUri(), () -> {
                    JsonNode vector = JSON.readTree(Files.readString(file));
                    assertThat(vector.required("wantErr").isBoolean()).isTrue();
                    assertThat(verifies(vector))
                            .isNotEqualTo(vector.required("wantErr").booleanValue());
                }));
    }

    private static boolean verifies(JsonNode vector) {
        List<Hash> hashes = new ArrayList<>();
        for (JsonNode text : vector.required("proof")) {
            @Nullable Hash hash = hash(text);
            if (hash == null) {
                return false;
            }
            hashes.add(hash);
        }
        if (vector.has("leafIdx")) {
            Hash leafHash = hash(vector.required("leafHash"));
            Hash root = hash(vector.required("root"));
            InclusionProof proof = new InclusionProof(number(vector, "leafIdx"), number(vector, "treeSize"), hashes);
            return leafHash != null && root != null && proof.verifies(leafHash, root);
        }
        Hash fromRoot = hash(vector.required("root1"));
        Hash toRoot = hash(vector.required("root2"));
        ConsistencyProof proof = new ConsistencyProof(number(vector, "size1"), number(vector, "size2"), hashes);
        return fromRoot != null && toRoot != null && proof.verifies(fromRoot, toRoot);
    }

    /** Unsigned 64-bit numbers: those above 2^63 become negative, as a careless parser would hand them on. */
    private static long number(JsonNode vector, String name) {
        BigInteger number = vector.required(name).bigIntegerValue();
        assertThat(number).isBetween(BigInteger.ZERO, TWO_TO_64);
        return number.longValue();
    }

    /** Null for what {@link Hash} refuses; short placeholders for "any root" become hashes, the same for the same text. */
    private static @Nullable Hash hash(JsonNode text) {
        byte[] bytes = Base64.getDecoder().decode(text.stringValue());
        if (new String(bytes, StandardCharsets.US_ASCII).startsWith("don't care")) {
            return TreeHasher.leaf(bytes);
        }
        try {
            return Hash.fromBase64(text.stringValue());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
