package org.messageledger.asking;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.messageledger.routing.Figures;
import org.messageledger.routing.Percentiles;
import org.messageledger.routing.RoutingTimes;

/** How messages of a span fared. */
@Schema(name = "RoutingTimes")
record RoutingTimesItem(
        AsOfItem asOf,
        FiguresItem all,
        @Schema(description = "Each message once.") List<Group> byCategory,

        @Schema(description = "By the first pool that a message went to; null: to none. Each message once.")
        List<Group> byPool,

        @Schema(description = "By the week of the send, ISO 8601, UTC. Each message once.")
        List<Group> byWeek) {

    /** Of one category, pool or week. */
    @Schema(name = "RoutingGroup")
    record Group(@Nullable String name, @JsonUnwrapped FiguresItem figures) {

        static List<Group> of(SortedMap<String, Figures> groups) {
            return groups.entrySet().stream()
                    .map(group -> new Group(
                            group.getKey().equals(RoutingTimes.NO_POOL) ? null : group.getKey(),
                            FiguresItem.of(group.getValue())))
                    .toList();
        }
    }

    /** Counts and times of some messages. */
    @Schema(name = "RoutingFigures")
    record FiguresItem(
            int messages,
            int read,
            int answered,
            int resolved,
            int retracted,

            @Schema(description = "Neither answered nor retracted.")
            int open,

            @Schema(description = "Came back to a party that they had left, or were routed a third time.")
            int misrouted,

            @Schema(description = "Came back.") int looped,
            PercentilesItem firstRead,
            PercentilesItem firstAnswer,
            PercentilesItem resolution) {

        static FiguresItem of(Figures figures) {
            return new FiguresItem(
                    figures.messages(),
                    figures.read(),
                    figures.answered(),
                    figures.resolved(),
                    figures.retracted(),
                    figures.open(),
                    figures.misrouted(),
                    figures.looped(),
                    PercentilesItem.of(figures.firstRead()),
                    PercentilesItem.of(figures.firstAnswer()),
                    PercentilesItem.of(figures.resolution()));
        }
    }

    /** A time over those messages that have it. */
    @Schema(
            name = "Percentiles",
            description = "Elapsed milliseconds from the send, around the clock; by nearest rank.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PercentilesItem(
            @Schema(description = "Messages that have it.") int count,

            @Schema(description = "Times before the send, because clocks say so; they count like any other.")
            int negative,

            @Nullable Long p50Millis,
            @Nullable Long p90Millis,
            @Nullable Long p95Millis,
            @Nullable Long p99Millis,
            @Nullable Long maxMillis) {

        static PercentilesItem of(Percentiles it) {
            return new PercentilesItem(
                    it.count(),
                    it.negative(),
                    it.p50Millis(),
                    it.p90Millis(),
                    it.p95Millis(),
                    it.p99Millis(),
                    it.maxMillis());
        }
    }

    static RoutingTimesItem of(RoutingTimes times) {
        return new RoutingTimesItem(
                AsOfItem.of(times.asOf()),
                FiguresItem.of(times.all()),
                Group.of(times.byCategory()),
                Group.of(times.byPool()),
                Group.of(times.byWeek()));
    }
}
