package org.messageledger.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Fact;
import org.messageledger.fact.Snapshot;
import org.messageledger.fact.Span;
import org.messageledger.fact.Subject;
import org.messageledger.fact.SubjectKind;
import org.messageledger.party.MessageId;

/** The stories of messages as of one leaf, read many at a time. Keeps count of what it reads. */
final class Stories {

    /** Of messages that have no more, many are read at once. */
    private static final int EACH_MAX = 100;

    private static final List<String> STEPS = StoryFold.STEPS.stream().sorted().toList();
    private static final List<String> READS = List.of("MessageRead");
    private static final List<String> SENDS = List.of("MessageSent");
    private static final List<String> OF_MESSAGE =
            List.of("MessageRead", "MessageResolved", "MessageRetracted", "MessageRouted", "MessageSent");

    private final Snapshot snapshot;
    private final boolean recorded;
    private final int factsMax;
    private int factsRead;

    /** @param factsMax how many facts are read in all */
    Stories(Snapshot snapshot, boolean recorded, int factsMax) {
        this.snapshot = snapshot;
        this.recorded = recorded;
        this.factsMax = factsMax;
    }

    /** The story as of now, or null where that would take too many facts or hops. */
    @Nullable
    Story of(MessageId messageId) {
        List<Story> one = new ArrayList<>();
        return of(List.of(messageId), (id, story) -> one.add(story)) ? one.get(0) : null;
    }

    /** Takes a story with the id of its message. */
    interface Taker {
        void take(MessageId messageId, Story story);
    }

    /** Hands each message's story over, once; false, in the middle, where that would take too many facts or hops. */
    boolean of(List<MessageId> messageIds, Taker taker) {
        Map<String, StoryFold> folds = new LinkedHashMap<>();
        messageIds.forEach(id -> folds.put(id.value(), new StoryFold(id, recorded)));
        Map<String, List<Fact>> facts = snapshot.ofEach(SubjectKind.MESSAGE, folds.keySet(), OF_MESSAGE, EACH_MAX);
        for (Map.Entry<String, StoryFold> entry : folds.entrySet()) {
            if (!ownFacts(entry.getKey(), facts.get(entry.getKey()), entry.getValue())) {
                return false;
            }
        }
        if (!replies(List.copyOf(folds.values()))) {
            return false;
        }
        folds.forEach((id, fold) -> taker.take(new MessageId(id), fold.story()));
        return true;
    }

    private boolean ownFacts(String messageId, @Nullable List<Fact> facts, StoryFold fold) {
        if (facts == null) {
            Subject message = new Subject(SubjectKind.MESSAGE, messageId);
            return walk(message, STEPS, fold::take) && !fold.tooManyHops() && walk(message, READS, fold::read);
        }
        factsRead += facts.size();
        facts.stream().filter(fact -> StoryFold.STEPS.contains(fact.event())).forEach(fold::take);
        facts.stream().filter(fact -> READS.contains(fact.event())).forEach(fold::read);
        return factsRead <= factsMax;
    }

    private boolean replies(List<StoryFold> folds) {
        List<String> threads = folds.stream()
                .map(fold -> threadId(fold.sent()))
                .filter(Objects::nonNull)
                .toList();
        Map<String, List<Fact>> sends = snapshot.ofEach(SubjectKind.THREAD, threads, SENDS, EACH_MAX);
        for (StoryFold fold : folds) {
            String threadId = threadId(fold.sent());
            if (threadId == null) {
                continue;
            }
            List<Fact> ofThread = sends.get(threadId);
            if (ofThread != null) {
                factsRead += ofThread.size();
                ofThread.forEach(fold::threadSend);
            } else if (!walk(new Subject(SubjectKind.THREAD, threadId), SENDS, fold::threadSend)) {
                return false;
            }
        }
        return factsRead <= factsMax;
    }

    private static @Nullable String threadId(@Nullable Fact sent) {
        return sent == null ? null : sent.threadId();
    }

    private boolean walk(Subject subject, List<String> roles, Consumer<Fact> action) {
        Snapshot.Walk walk = snapshot.walk(subject, roles, Span.ALWAYS, factsMax - factsRead, fact -> {
            action.accept(fact);
            return true;
        });
        factsRead += walk.walked();
        return walk.whole();
    }
}
