package org.messageledger.fact;

import java.util.List;

/**
 * Those of some consecutive leaves that hold a condition, each as it was known when it was recorded: the same whenever it is
 * asked for.
 *
 * @param next the first leaf that was not looked at
 * @param facts by leaf index
 */
public record Window(long next, List<Fact> facts) {

    public Window {
        facts = List.copyOf(facts);
    }
}
