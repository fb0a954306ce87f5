package org.messageledger.checkpoint;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** A log and some witnesses with their private keys. */
final class Witnesses {

    static final String ORIGIN = "example.com/log";
    static final long NOON = 1_679_315_147;

    private static final SecureRandom RANDOM = new SecureRandom();

    final LogKey log = LogKey.generate(RANDOM);
    private final List<LogKey> keys = new ArrayList<>();

    Witnesses(int count) {
        for (int i = 0; i < count; i++) {
            keys.add(LogKey.generate(RANDOM));
        }
    }

    VerifierKey logKey() {
        return log.verifier(ORIGIN);
    }

    LogKey key(int witness) {
        return keys.get(witness);
    }

    VerifierKey witness(int witness) {
        return key(witness).cosigner(name(witness));
    }

    List<VerifierKey> all() {
        List<VerifierKey> all = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            all.add(witness(i));
        }
        return all;
    }

    /** The checkpoint, signed by the log and cosigned by these witnesses. */
    SignedNote note(Checkpoint checkpoint, int... cosigners) {
        SignedNote note = checkpoint.sign(log);
        for (int witness : cosigners) {
            note = note.with(cosignature(checkpoint, witness).signature());
        }
        return note;
    }

    Cosignature cosignature(Checkpoint checkpoint, int witness) {
        return Cosignature.sign(checkpoint, name(witness), key(witness), NOON + witness);
    }

    private static String name(int witness) {
        return "witness.example.com/w" + witness;
    }
}
