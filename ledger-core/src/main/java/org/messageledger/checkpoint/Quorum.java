package org.messageledger.checkpoint;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Which sets of witnesses are enough (c2sp.org/tlog-policy): one witness, or so many of a group's members. */
sealed interface Quorum {

    boolean isMetBy(Collection<VerifierKey> cosigners);

    /** Fewer witnesses than this are never enough. */
    int witnessesMin();

    /** The rule in words, with the names of the witnesses' keys. */
    String words();

    record Witness(VerifierKey key) implements Quorum {

        @Override
        public boolean isMetBy(Collection<VerifierKey> cosigners) {
            return cosigners.contains(key);
        }

        @Override
        public int witnessesMin() {
            return 1;
        }

        @Override
        public String words() {
            return key.name();
        }
    }

    /** Members are distinct and, as policies are read, nested at most as deep as a policy may have groups. */
    record Group(int threshold, List<Quorum> members) implements Quorum {

        public Group {
            members = List.copyOf(members);
            if (threshold < 1 || threshold > members.size()) {
                throw new IllegalArgumentException(
                        "not a threshold: threshold=" + threshold + " members=" + members.size());
            }
        }

        @Override
        public boolean isMetBy(Collection<VerifierKey> cosigners) {
            return members.stream().filter(member -> member.isMetBy(cosigners)).count() >= threshold;
        }

        @Override
        public int witnessesMin() {
            return members.stream()
                    .mapToInt(Quorum::witnessesMin)
                    .sorted()
                    .limit(threshold)
                    .sum();
        }

        @Override
        public String words() {
            return threshold + " of (" + members.stream().map(Quorum::words).collect(Collectors.joining(", ")) + ")";
        }
    }

    /** Nobody: never met. Without a witness there is nothing that a checkpoint could be witnessed by. */
    record None() implements Quorum {

        @Override
        public boolean isMetBy(Collection<VerifierKey> cosigners) {
            return false;
        }

        @Override
        public int witnessesMin() {
            return Integer.MAX_VALUE;
        }

        @Override
        public String words() {
            return "none";
        }
    }
}
