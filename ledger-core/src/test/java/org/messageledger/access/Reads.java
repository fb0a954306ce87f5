package org.messageledger.access;

import static org.messageledger.message.MessageSamples.after;
import static org.messageledger.message.MessageSamples.person;
import static org.messageledger.message.MessageSamples.retracted;
import static org.messageledger.message.MessageSamples.routed;
import static org.messageledger.message.MessageSamples.sent;

import java.util.function.Consumer;
import org.messageledger.message.MessageState;
import org.messageledger.party.Actor;
import org.messageledger.party.PersonId;
import org.messageledger.party.Purpose;

/** The states and the readers that tests of reads speak of. */
final class Reads {

    static final MessageState UNKNOWN = MessageState.UNKNOWN;
    static final MessageState KNOWN = after(sent());
    static final MessageState MOVED_ON = after(sent(), routed("cardiology", "billing"));
    static final MessageState TAKEN_BACK = after(sent(), retracted());
    static final Authority AUTHORITY = new Authority("case-7", new PersonId("officer:1"));
    static final Actor STRANGER = person("dr:9");

    private Reads() {}

    static Consumer<ReadSample> by(Actor actor) {
        return sample -> sample.actor = actor;
    }

    static Consumer<ReadSample> read(String purpose, Consumer<ReadSample> change) {
        return change.andThen(sample -> sample.purpose = new Purpose(purpose));
    }

    static Consumer<ReadSample> stranger(String purpose, Consumer<ReadSample> change) {
        return read(purpose, change).andThen(by(STRANGER));
    }
}
