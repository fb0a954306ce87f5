package org.messageledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignatureType;
import org.messageledger.checkpoint.TlogProof;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.checkpoint.WitnessPolicy;
import org.messageledger.verify.Trust;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Whose signatures a checkpoint must have. */
final class TrustOptions {

    @Option(
            names = "--vkey",
            paramLabel = "VKEY",
            required = true,
            split = "\\s",
            description =
                    "The log's public key: name+id+key. More than one: each must have signed, unless the log's own"
                            + " entries say that it was retired.")
    private List<String> logKeys = new ArrayList<>();

    @Option(
            names = "--witness",
            paramLabel = "VKEY",
            description = "A witness's public key. May be given more than once.")
    private List<String> witnesses = new ArrayList<>();

    @Option(
            names = "--threshold",
            paramLabel = "K",
            description = "How many of the witnesses must have cosigned. Default: all of them.")
    private @Nullable Integer threshold;

    Trust trust(CommandSpec spec) {
        List<VerifierKey> log = keys(spec, "--vkey", logKeys, SignatureType.ED25519);
        List<VerifierKey> cosigners = keys(spec, "--witness", witnesses, SignatureType.COSIGNATURE);
        return new Trust(log, policy(spec, cosigners));
    }

    private WitnessPolicy policy(CommandSpec spec, List<VerifierKey> cosigners) {
        if (cosigners.isEmpty() && threshold == null) {
            return WitnessPolicy.NONE;
        }
        int due = threshold == null ? cosigners.size() : threshold;
        if (due < 1 || due > cosigners.size()) {
            throw new ParameterException(
                    spec.commandLine(), "--threshold must be 1 to the number of witnesses: " + cosigners.size());
        }
        try {
            return WitnessPolicy.of(due, cosigners);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--witness: " + e.getMessage(), e);
        }
    }

    static List<VerifierKey> keys(CommandSpec spec, String option, List<String> texts, SignatureType type) {
        List<VerifierKey> keys = new ArrayList<>();
        for (String text : texts) {
            try {
                VerifierKey key = VerifierKey.parse(text);
                if (key.type() != type) {
                    throw new ParameterException(
                            spec.commandLine(),
                            option
                                    + (type == SignatureType.ED25519
                                            ? ": this is a witness's key, give it as --witness: "
                                            : ": this is a log's key, a witness's has another type: ")
                                    + text);
                }
                keys.add(key);
            } catch (MalformedException e) {
                throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
            }
        }
        if (keys.stream().distinct().count() < keys.size()) {
            throw new ParameterException(spec.commandLine(), option + ": a key is given twice");
        }
        return keys;
    }

    /** A small file that somebody names: at most what a proof may have. */
    static byte[] read(Path file) throws UnusableInput {
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= TlogProof.SIZE_BYTES_MAX) {
                return Files.readAllBytes(file);
            }
        } catch (IOException e) {
            throw new UnusableInput("cannot read " + file + ": " + e.getMessage(), e);
        }
        throw new UnusableInput("no file, or too large for what it should be: " + file);
    }
}
