package org.messageledger.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.messageledger.party.Irregularity;
import org.messageledger.party.Mode;

/** Everything that policies found wrong with a command, in the order of {@link Irregularity}. */
public record Findings(List<Finding> all) {

    public Findings {
        all = all.stream().sorted(Comparator.comparing(Finding::irregularity)).toList();
    }

    @SafeVarargs
    public static Findings of(Stream<Finding>... policies) {
        List<Finding> found = new ArrayList<>();
        for (Stream<Finding> policy : policies) {
            policy.forEach(found::add);
        }
        return new Findings(found);
    }

    /** What the event is marked with: each once. */
    public List<Irregularity> irregularities() {
        return all.stream().map(Finding::irregularity).distinct().toList();
    }

    /** Whether the ledger says no: only to who asks. */
    public boolean refuse(Mode mode) {
        return mode == Mode.ASK && all.stream().anyMatch(Finding::refuses);
    }

    /** The refusal of what {@link #refuse} refuses: for the message id if that is wrong, else of the given kind. */
    public Refusal refusal(Refusal.Kind otherwise) {
        List<Finding> refusing = all.stream().filter(Finding::refuses).toList();
        Finding deciding = refusing.stream()
                .filter(finding -> kind(finding, otherwise) != otherwise)
                .findFirst()
                .orElse(refusing.get(0));
        List<Irregularity> reasons =
                refusing.stream().map(Finding::irregularity).distinct().toList();
        return new Refusal(kind(deciding, otherwise), deciding.field(), reasons);
    }

    private static Refusal.Kind kind(Finding finding, Refusal.Kind otherwise) {
        return switch (finding.irregularity()) {
            case UNKNOWN_MESSAGE -> Refusal.Kind.UNKNOWN_MESSAGE;
            case DUPLICATE_ID -> Refusal.Kind.DUPLICATE_ID;
            default -> otherwise;
        };
    }
}
