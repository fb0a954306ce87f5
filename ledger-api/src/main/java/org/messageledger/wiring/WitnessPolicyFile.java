package org.messageledger.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.TlogPolicy;
import org.messageledger.checkpoint.WitnessPolicy;
import org.messageledger.cosigning.Cosigning;

/** The file that says who witnesses the log. */
final class WitnessPolicyFile {

    private static final TlogPolicy NOBODY = new TlogPolicy(List.of(), List.of(), WitnessPolicy.NONE);

    private WitnessPolicyFile() {}

    /** @throws IllegalArgumentException naming the setting, when the file is none that witnesses can be asked by */
    static TlogPolicy read(@Nullable Path file) {
        if (file == null) {
            return NOBODY;
        }
        try {
            TlogPolicy policy;
            try (InputStream in = Files.newInputStream(file)) {
                policy = TlogPolicy.parse(in.readNBytes(TlogPolicy.SIZE_BYTES_MAX + 1));
            }
            Cosigning.requireAddresses(policy);
            return policy;
        } catch (IOException e) {
            throw refused("the file cannot be read: " + file);
        } catch (MalformedException | IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(
                "ledger.witness-policy: " + why); // shown at the start; a cause would hide it
    }
}
