package org.messageledger.witness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.AddCheckpoint;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignatureType;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.checkpoint.WrongEmptyRootException;

/**
 * Witnesses the logs that it is told: cosigns a checkpoint only if its tree grew from the newest one that it has cosigned,
 * and keeps that durably before it says so. Holds its home until it is closed. Thread-safe.
 */
public final class Witness implements AutoCloseable {

    private final WitnessHome home;
    private final WitnessKey key;
    private final Map<String, WitnessedLog> byOriginHash = new HashMap<>();

    private Witness(WitnessHome home, WitnessKey key) {
        this.home = home;
        this.key = key;
    }

    /**
     * A witness over its home, which is made, with a new key, if it is not there.
     *
     * @param name of the key; null: the name it has, or a random one for a new key
     * @param logs their public keys, named by their origins; several of one origin are of one log
     * @param report told, in words, of what a log has signed and should not have, and of trouble
     * @throws IOException also when another witness runs there, or what is kept is damaged or of another key
     * @throws IllegalArgumentException when a key is none of a log
     */
    public static Witness open(
            Path home,
            @Nullable String name,
            Collection<VerifierKey> logs,
            Clock clock,
            SecureRandom random,
            Consumer<String> report)
            throws IOException {
        if (logs.stream().anyMatch(log -> log.type() != SignatureType.ED25519)) {
            throw new IllegalArgumentException("a witness's key is none of a log");
        }
        WitnessHome opened = WitnessHome.open(home);
        try {
            Witness witness = new Witness(opened, opened.key(name, clock, random));
            Map<String, List<VerifierKey>> byOrigin =
                    logs.stream().distinct().collect(Collectors.groupingBy(VerifierKey::name));
            for (Map.Entry<String, List<VerifierKey>> log : byOrigin.entrySet()) {
                String hash = originHash(log.getKey());
                witness.byOriginHash.put(
                        hash, new WitnessedLog(log.getValue(), witness.key, opened.kept(hash), report));
            }
            return witness;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** What whoever trusts this witness needs of it. */
    public VerifierKey key() {
        return key.verifier();
    }

    /** How many logs it witnesses. */
    public int logs() {
        return byOriginHash.size();
    }

    /** The call add-checkpoint; checks in the order of the specification. */
    Answer addCheckpoint(byte[] body) {
        try {
            AddCheckpoint request = AddCheckpoint.parse(body);
            Checkpoint checkpoint = checkpoint(request.note());
            WitnessedLog log = byOriginHash.get(originHash(origin(request.note())));
            return log == null
                    ? Answer.refusal(404, "this witness does not know the checkpoint's log")
                    : log.add(request, checkpoint);
        } catch (MalformedException e) {
            return Answer.refusal(400, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Checkpoint checkpoint(SignedNote note) throws MalformedException {
        try {
            return Checkpoint.parse(note.text());
        } catch (WrongEmptyRootException e) {
            return null;
        }
    }

    /** @param note of a checkpoint */
    private static String origin(SignedNote note) {
        return note.text().substring(0, note.text().indexOf('\n'));
    }

    /** The newest cosigned checkpoint of a log, if there is one. */
    Optional<SignedNote> newest(String originHash) {
        WitnessedLog log = byOriginHash.get(originHash);
        return log == null ? Optional.empty() : log.newest();
    }

    private static String originHash(String origin) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(origin.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        home.close();
    }
}
