package org.messageledger.cosigning;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says for people what the operator of the log could do, and who would notice. */
final class Statement {

    private static final String COULD_REWRITE =
            "the operator could rewrite the log, and only who has kept a checkpoint would notice";

    private Statement() {}

    /**
     * @param policy null when nobody must have cosigned
     * @param publishedSize 0 while nothing is published
     */
    static String of(
            @Nullable String policy,
            long publishedSize,
            boolean isWitnessed,
            long witnessedSize,
            List<String> cosigners,
            List<WitnessStatus> witnesses) {
        List<String> sentences = new ArrayList<>();
        for (WitnessStatus witness : witnesses) {
            if (witness.contradicts()) {
                sentences.add("WARNING: the witness " + witness.name() + " " + witness.trouble() + ".");
            }
        }
        if (witnesses.isEmpty()) {
            sentences.add("Nobody witnesses this log: " + COULD_REWRITE + ".");
        } else if (policy == null) {
            sentences.add("The policy asks for no witness, so that no checkpoint counts as witnessed: " + COULD_REWRITE
                    + ", or a witness that has cosigned: " + names(cosigners) + ".");
        } else if (publishedSize == 0) {
            sentences.add("No checkpoint is published yet that could be witnessed.");
        } else if (isWitnessed) {
            sentences.add("The newest checkpoint, of " + publishedSize + " entries, is witnessed by " + names(cosigners)
                    + ": the operator cannot rewrite them unless the witnesses take part in it.");
        } else {
            sentences.add("The newest checkpoint, of " + publishedSize + " entries, is not witnessed: " + policy
                    + " must have cosigned it, " + names(cosigners) + " has. " + remains(witnessedSize));
        }
        for (WitnessStatus witness : witnesses) {
            if (witness.trouble() != null && !witness.contradicts()) {
                sentences.add("The witness " + witness.name() + " " + witness.trouble() + ".");
            }
        }
        return String.join(" ", sentences);
    }

    private static String remains(long witnessedSize) {
        return witnessedSize == 0
                ? "No checkpoint has been witnessed: " + COULD_REWRITE + "."
                : "The first " + witnessedSize
                        + " entries are witnessed; what came after them the operator could rewrite.";
    }

    private static String names(List<String> names) {
        return names.isEmpty() ? "nobody" : names.stream().collect(Collectors.joining(", "));
    }
}
