package org.messageledger.routing;

import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Fact;
import org.messageledger.fact.Moment;
import org.messageledger.fact.Span;
import org.messageledger.message.Category;
import org.messageledger.party.PoolId;

/**
 * Which messages are measured.
 *
 * @param span when they were sent; its clock measures them too
 * @param pool the first pool that they went to
 * @param careSite where they belong
 * @param atLeast wait until the view has this leaf
 */
public record RoutingQuestion(
        Span span,
        @Nullable Category category,
        @Nullable PoolId pool,
        @Nullable String careSite,
        Moment moment,
        @Nullable Long atLeast) {

    boolean wants(Story story, Fact sent) {
        return span.contains(sent)
                && (category == null || category == sent.category())
                && (pool == null || pool.equals(story.pool()))
                && (careSite == null || careSite.equals(sent.careSite()));
    }
}
