package org.messageledger.routing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Fact;
import org.messageledger.fact.Reference;
import org.messageledger.fact.Span;
import tools.jackson.databind.JsonNode;

/** Stories and figures the slow and obvious way: from all entries, as the JSON that they are, anew for each message. */
final class NaiveStories {

    private final List<Reference.Line> lines;
    private final boolean recorded;
    private final Map<String, Reference.Line> sends = new LinkedHashMap<>();

    NaiveStories(Reference reference, boolean recorded) {
        this.lines = reference.lines();
        this.recorded = recorded;
        for (Reference.Line line : lines) {
            if (line.event().equals("MessageSent")) {
                sends.putIfAbsent(line.messages().get(0), line);
            }
        }
    }

    /** One message's; each field a leaf or null. */
    record NaiveStory(
            Reference.@Nullable Line sent,
            List<String> hops,
            int loops,
            Reference.@Nullable Line read,
            Reference.@Nullable Line answer,
            Reference.@Nullable Line resolved,
            Reference.@Nullable Line retracted,
            @Nullable String pool) {

        boolean misrouted() {
            return loops > 0 || hops.size() > 2;
        }
    }

    static String text(NaiveStory story) {
        return Stream.of(story.sent, story.read, story.answer, story.resolved, story.retracted)
                        .map(line -> line == null ? "-" : Long.toString(line.leafIndex()))
                        .toList()
                + " " + story.hops + " loops=" + story.loops + " misrouted=" + story.misrouted() + " pool="
                + story.pool;
    }

    static String text(Story story) {
        List<String> hops = story.hops().stream()
                .map(hop -> hop.route().leafIndex() + (hop.cameBack() ? " back" : ""))
                .toList();
        return Stream.of(story.sent(), story.firstRead(), story.firstAnswer(), story.resolved(), story.retracted())
                        .map(NaiveStories::leaf)
                        .toList()
                + " " + hops + " loops=" + story.loops() + " misrouted=" + story.misrouted() + " pool="
                + (story.pool() == null ? "null" : story.pool().value());
    }

    private static String leaf(@Nullable Fact fact) {
        return fact == null ? "-" : Long.toString(fact.leafIndex());
    }

    Set<String> messages() {
        return sends.keySet();
    }

    boolean isNamed(String messageId) {
        return lines.stream().anyMatch(line -> line.messages().contains(messageId));
    }

    NaiveStory of(String messageId) {
        List<Reference.Line> own = lines.stream()
                .filter(line -> line.messages().contains(messageId))
                .toList();
        Reference.Line sent = sends.get(messageId);
        List<String> at = new ArrayList<>();
        Set<String> gone = new HashSet<>();
        Set<String> formerPools = new HashSet<>();
        Set<String> reached = new HashSet<>();
        List<String> hops = new ArrayList<>();
        int loops = 0;
        String routedPool = null;
        boolean isSent = false;
        for (Reference.Line line : own) {
            if (line.equals(sent)) {
                isSent = true;
                List<String> routedTo = at;
                at = new ArrayList<>(parties(line.payload().path("recipients")));
                reached.addAll(at);
                at.removeIf(party -> formerPools.contains(party));
                at.removeAll(routedTo);
                at.addAll(routedTo);
            } else if (line.event().equals("MessageRouted")) {
                String from = line.payload().has("from") ? party(line.payload().path("from")) : "";
                String to = party(line.payload().path("to"));
                if (!from.isEmpty() && (at.contains(from) || !isSent)) {
                    at.remove(from);
                    gone.add(from);
                    if (from.startsWith("pool ")) {
                        formerPools.add(from);
                    }
                }
                boolean back = gone.contains(to);
                loops += back ? 1 : 0;
                gone.remove(to);
                formerPools.remove(to);
                if (!at.contains(to)) {
                    at.add(to);
                }
                reached.add(to);
                hops.add(line.leafIndex() + (back ? " back" : ""));
                if (routedPool == null && to.startsWith("pool ")) {
                    routedPool = to.substring(5);
                }
            }
        }
        String pool = sent == null
                ? routedPool
                : parties(sent.payload().path("recipients")).stream()
                        .filter(party -> party.startsWith("pool "))
                        .map(party -> party.substring(5))
                        .findFirst()
                        .orElse(routedPool);
        Reference.Line resolved =
                earliest(own.stream().filter(line -> line.event().equals("MessageResolved")));
        return new NaiveStory(
                sent,
                hops,
                loops,
                sent == null ? null : earliest(own.stream().filter(line -> isRead(line, sent, reached))),
                sent == null
                        ? null
                        : earliest(Stream.concat(
                                sends.values().stream().filter(line -> isReply(line, sent)),
                                Stream.ofNullable(resolved))),
                resolved,
                earliest(own.stream().filter(line -> line.event().equals("MessageRetracted"))),
                pool);
    }

    private static boolean isRead(Reference.Line line, Reference.Line sent, Set<String> reached) {
        JsonNode reader = line.actor();
        return line.event().equals("MessageRead")
                && isHumanOther(reader, sent)
                && (reached.contains("person " + reader.path("id").asString())
                        || reached.contains(
                                "person " + reader.path("onBehalfOf").asString(""))
                        || reached.contains("pool " + reader.path("pool").asString("")));
    }

    private static boolean isReply(Reference.Line line, Reference.Line sent) {
        JsonNode reply = line.payload();
        return reply.path("inReplyTo").asString("").equals(sent.messages().get(0))
                && reply.path("threadId").equals(sent.payload().path("threadId"))
                && isHumanOther(line.actor(), sent);
    }

    private static boolean isHumanOther(JsonNode actor, Reference.Line sent) {
        JsonNode sender = sent.actor();
        Set<String> senders = Set.copyOf(Stream.of(
                        sender.path("id").asString(), sender.path("onBehalfOf").asString("-"))
                .distinct()
                .toList());
        return !actor.path("kind").asString().equals("SERVICE")
                && !senders.contains(actor.path("id").asString())
                && !senders.contains(actor.path("onBehalfOf").asString(""));
    }

    private static List<String> parties(JsonNode parties) {
        return parties.valueStream().map(NaiveStories::party).toList();
    }

    private static String party(JsonNode party) {
        return party.has("pool")
                ? "pool " + party.path("pool").asString()
                : "person " + party.path("person").asString();
    }

    long millis(Reference.Line line) {
        return recorded || !line.payload().has("occurredAt")
                ? line.recordedAt().toEpochMilli()
                : Instant.parse(line.payload().path("occurredAt").asString()).toEpochMilli();
    }

    private Reference.@Nullable Line earliest(Stream<Reference.Line> some) {
        Reference.Line earliest = null;
        for (Reference.Line line : some.toList()) {
            if (earliest == null
                    || millis(line) < millis(earliest)
                    || (millis(line) == millis(earliest) && line.leafIndex() < earliest.leafIndex())) {
                earliest = line;
            }
        }
        return earliest;
    }

    /** The figures of the messages that a question wants, in words: of all, then of each group. */
    Map<String, String> times(RoutingQuestion question) {
        List<NaiveStory> wanted = sends.keySet().stream()
                .map(this::of)
                .filter(story -> isWanted(story, question))
                .toList();
        Map<String, String> words = new TreeMap<>();
        words.put("all", figures(wanted));
        for (Map.Entry<String, Function<NaiveStory, String>> grouping : Map.<String, Function<NaiveStory, String>>of(
                        "category",
                                story -> send(story).payload().path("category").asString(),
                        "pool", story -> story.pool == null ? "" : story.pool,
                        "week", this::week)
                .entrySet()) {
            for (String group :
                    wanted.stream().map(grouping.getValue()).distinct().toList()) {
                words.put(
                        grouping.getKey() + " " + group,
                        figures(wanted.stream()
                                .filter(story ->
                                        grouping.getValue().apply(story).equals(group))
                                .toList()));
            }
        }
        return words;
    }

    private static Reference.Line send(NaiveStory story) {
        Reference.Line sent = story.sent;
        if (sent == null) {
            throw new IllegalStateException("not sent");
        }
        return sent;
    }

    private String week(NaiveStory story) {
        LocalDate day =
                Instant.ofEpochMilli(millis(send(story))).atZone(ZoneOffset.UTC).toLocalDate();
        int week = day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        return day.get(IsoFields.WEEK_BASED_YEAR) + "-W" + (week < 10 ? "0" : "") + week;
    }

    private boolean isWanted(NaiveStory story, RoutingQuestion question) {
        JsonNode sent = send(story).payload();
        long millis = millis(send(story));
        Span span = question.span();
        return (span.from() == null || millis >= span.from().toEpochMilli())
                && (span.to() == null || millis < span.to().toEpochMilli())
                && (question.category() == null
                        || question.category()
                                .name()
                                .equals(sent.path("category").asString()))
                && (question.pool() == null || question.pool().value().equals(story.pool))
                && (question.careSite() == null
                        || question.careSite().equals(sent.path("careSite").asString("")));
    }

    private String figures(List<NaiveStory> stories) {
        return "messages=" + stories.size() + " misrouted=" + count(stories, NaiveStory::misrouted) + " looped="
                + count(stories, story -> story.loops > 0) + " retracted="
                + count(stories, story -> story.retracted != null)
                + " open=" + count(stories, story -> story.answer == null && story.retracted == null) + " read "
                + percentiles(stories, NaiveStory::read) + " answer " + percentiles(stories, NaiveStory::answer)
                + " resolved " + percentiles(stories, NaiveStory::resolved);
    }

    private static long count(List<NaiveStory> stories, java.util.function.Predicate<NaiveStory> which) {
        return stories.stream().filter(which).count();
    }

    private String percentiles(List<NaiveStory> stories, Function<NaiveStory, Reference.@Nullable Line> what) {
        List<Long> times = new ArrayList<>();
        for (NaiveStory story : stories) {
            Reference.Line line = what.apply(story);
            if (line != null) {
                times.add(millis(line) - millis(send(story)));
            }
        }
        StringBuilder words = new StringBuilder("count=" + times.size() + " negative="
                + times.stream().filter(time -> time < 0).count());
        for (int percent : new int[] {50, 90, 95, 99, 100}) {
            words.append(' ').append(nearestRank(times, percent));
        }
        return words.toString();
    }

    /** The least of the times that at least so many of a hundred do not exceed. */
    private static @Nullable Long nearestRank(List<Long> times, int percent) {
        return times.stream()
                .filter(time ->
                        times.stream().filter(other -> other <= time).count() * 100 >= (long) percent * times.size())
                .min(Long::compare)
                .orElse(null);
    }

    /** The same words of an answer. */
    static Map<String, String> words(RoutingTimes times) {
        Map<String, String> words = new TreeMap<>();
        words.put("all", words(times.all()));
        times.byCategory().forEach((group, figures) -> words.put("category " + group, words(figures)));
        times.byPool().forEach((group, figures) -> words.put("pool " + group, words(figures)));
        times.byWeek().forEach((group, figures) -> words.put("week " + group, words(figures)));
        return words;
    }

    private static String words(Figures figures) {
        return "messages=" + figures.messages() + " misrouted=" + figures.misrouted() + " looped=" + figures.looped()
                + " retracted=" + figures.retracted() + " open=" + figures.open() + " read "
                + words(figures.read(), figures.firstRead()) + " answer "
                + words(figures.answered(), figures.firstAnswer()) + " resolved "
                + words(figures.resolved(), figures.resolution());
    }

    private static String words(int count, Percentiles times) {
        return "count=" + count + " negative=" + times.negative() + " " + times.p50Millis() + " " + times.p90Millis()
                + " " + times.p95Millis() + " " + times.p99Millis() + " " + times.maxMillis();
    }
}
