package org.messageledger.fact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** A walk over the facts that a plan finds, in one direction, as of one leaf. Can be taken up anywhere. */
final class SearchWalk {

    private final FactReader reader;
    private final int generation;
    private final long knownBy;
    private final Planner.Plan plan;
    private final boolean newestFirst;
    private final boolean withSends;
    private final int stretch;

    /**
     * Reads nothing yet.
     *
     * @param withSends whether what sends say of the facts is wanted, beside what the plan needs of it
     * @param stretch leaves that are looked for together
     */
    SearchWalk(
            FactReader reader,
            int generation,
            long knownBy,
            Planner.Plan plan,
            boolean newestFirst,
            boolean withSends,
            int stretch) {
        this.reader = reader;
        this.generation = generation;
        this.knownBy = knownBy;
        this.plan = plan;
        this.newestFirst = newestFirst;
        this.withSends = withSends;
        this.stretch = stretch;
    }

    /**
     * What one step found.
     *
     * @param facts that hold the condition, in order
     * @param walked how many leaves were looked at
     * @param rest where the walk has not been; empty at its end
     */
    record Step(List<KnownFact> facts, int walked, LeafRange rest) {}

    /** Looks at some of the nearest leaves of the range; loads about as many facts as are wanted. */
    Step next(LeafRange range, int wanted) {
        return reader.read(connection -> {
            CandidateWalk walk = new CandidateWalk(connection, generation, knownBy, newestFirst);
            boolean sure = plan.testsNothing() && plan.candidates().isOne();
            Candidates.Ahead ahead = walk.next(plan.candidates(), range, sure ? wanted : stretch);
            List<Long> leaves = new ArrayList<>(newestFirst ? ahead.leaves().descendingSet() : ahead.leaves());
            KnownFacts facts = new KnownFacts(connection, generation);
            int atOnce = plan.testsNothing()
                    ? wanted
                    : KnownFacts.isOneRange(oldestFirst(leaves)) ? stretch : FactCondition.LEAVES_MAX;
            List<KnownFact> found = new ArrayList<>();
            int looked = 0;
            while (looked < leaves.size() && found.size() < wanted) {
                List<Long> some = leaves.subList(looked, Math.min(leaves.size(), looked + atOnce));
                List<KnownFact> passing = facts.of(oldestFirst(some), plan.remaining(), withSends, leaf -> knownBy);
                found.addAll(newestFirst ? reversed(passing) : passing);
                looked += some.size();
            }
            FactReader.requireHeld(connection, generation, knownBy);
            return looked == leaves.size()
                    ? new Step(found, ahead.walked(), ahead.rest())
                    : new Step(found, looked, range.beyond(leaves.get(looked - 1), newestFirst));
        });
    }

    private List<Long> oldestFirst(List<Long> leaves) {
        return newestFirst ? reversed(leaves) : leaves;
    }

    private static <T> List<T> reversed(Collection<T> items) {
        List<T> reversed = new ArrayList<>(items);
        Collections.reverse(reversed);
        return reversed;
    }
}
