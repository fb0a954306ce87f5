package org.messageledger.trail;

import java.util.Collection;
import org.messageledger.fact.Facts;
import org.messageledger.fact.Page;
import org.messageledger.fact.Question;
import org.messageledger.fact.Reply;
import org.messageledger.fact.Role;
import org.messageledger.fact.Subject;
import org.messageledger.fact.SubjectKind;
import org.messageledger.party.MessageId;

/** Questions 1 and 4: who accessed a message and when, where it went and why; the same for a thread. */
public final class Trails {

    private final Facts facts;

    public Trails(Facts facts) {
        this.facts = facts;
    }

    /**
     * Everything that ever happened to the message, attempts and listings included. Empty for one nobody ever named. A
     * listing's irregularities are those that concern this message.
     */
    public Reply<Page> ofMessage(MessageId messageId, Question question) {
        return facts.page(new Subject(SubjectKind.MESSAGE, messageId.value()), events(question), question);
    }

    /**
     * The trails of all messages of the thread as one, each fact once; as soon as a message is known to belong to it,
     * with what happened to that message before.
     */
    public Reply<Page> ofThread(String threadId, Question question) {
        return facts.page(new Subject(SubjectKind.THREAD, threadId), events(question), question);
    }

    /** The event's name is the role here: only those asked for are walked over. */
    private static Collection<String> events(Question question) {
        return question.filter().events().isEmpty()
                ? Role.EVENTS
                : question.filter().events();
    }
}
