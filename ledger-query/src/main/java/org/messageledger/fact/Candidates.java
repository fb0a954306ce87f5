package org.messageledger.fact;

import java.util.List;
import java.util.NavigableSet;
import java.util.Set;

/** Leaves to look at for a condition: may be more than those it holds for, never fewer. */
sealed interface Candidates {

    /** The leaves that postings connect with a subject, in one of these roles by {@link RoleCode}. */
    record Posted(String subjectId, Set<Short> roles) implements Candidates {
        public Posted {
            roles = Set.copyOf(roles);
        }
    }

    /** The leaves of a range that all of the parts have; without parts all of them. */
    record Both(LeafRange range, List<Candidates> parts) implements Candidates {
        public Both {
            parts = List.copyOf(parts);
        }
    }

    /** The leaves that any of the parts has. */
    record Either(List<Candidates> parts) implements Candidates {
        public Either {
            parts = List.copyOf(parts);
        }
    }

    /** Whether it is one range or the postings of one subject: each leaf that is looked at is one of its own. */
    default boolean isOne() {
        return this instanceof Posted
                || (this instanceof Both both
                        && (both.parts().isEmpty()
                                || (both.parts().size() == 1
                                        && both.parts().get(0).isOne())));
    }

    /** How many leaves of the range it takes without an index that leads to them. */
    default long scanned(LeafRange of) {
        if (this instanceof Both both) {
            LeafRange narrowed = both.range().within(of);
            return both.parts().stream()
                    .mapToLong(part -> part.scanned(narrowed))
                    .min()
                    .orElse(narrowed.size());
        }
        if (this instanceof Either either) {
            return either.parts().stream().mapToLong(part -> part.scanned(of)).sum();
        }
        return 0;
    }

    /**
     * The next of a walk.
     *
     * @param leaves all candidates of the walked range but for {@code rest}
     * @param walked how many were looked at for them
     * @param rest where the walk has not been; empty at its end
     */
    record Ahead(NavigableSet<Long> leaves, int walked, LeafRange rest) {}
}
