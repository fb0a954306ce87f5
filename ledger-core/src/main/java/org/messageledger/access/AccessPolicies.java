package org.messageledger.access;

import java.util.Set;
import java.util.stream.Stream;
import org.messageledger.message.Finding;
import org.messageledger.message.MessageState;
import org.messageledger.message.Participation;
import org.messageledger.party.Actor;
import org.messageledger.party.Irregularity;
import org.messageledger.party.Purpose;

/** Who may look at a message, and for what: each rule a function that finds what breaks it. */
final class AccessPolicies {

    private static final Purpose BREAK_THE_GLASS = new Purpose("BTG");
    private static final Purpose EMERGENCY_TREATMENT = new Purpose("ETREAT");
    /** Purposes for which an authority stands in for a part in the message. */
    private static final Set<Purpose> OFFICES = Set.of(
            new Purpose("HCOMPL"),
            new Purpose("HLEGAL"),
            new Purpose("HQUALIMP"),
            new Purpose("RECORDMGT"),
            new Purpose("PATRQT"),
            new Purpose("FAMRQT"));

    private AccessPolicies() {}

    static Stream<Finding> purposeIsKnown(Purpose purpose) {
        return found(!purpose.known(), Irregularity.UNKNOWN_PURPOSE, "purpose");
    }

    static Stream<Finding> messageIsKnown(MessageState state) {
        return found(!state.known(), Irregularity.UNKNOWN_MESSAGE, "messageId");
    }

    /** What entitles the reader, retraction aside. */
    static Ground ground(ReadMessage command, Participation part) {
        return switch (part) {
            case SENDER -> Ground.SENDER;
            case RECIPIENT -> Ground.RECIPIENT;
            case PATIENT -> Ground.PATIENT;
            case PARTY -> Ground.PARTY;
            case ON_BEHALF_OF -> Ground.ON_BEHALF_OF;
            case FORMER_POOL, NONE -> reason(command);
        };
    }

    /** Nobody can be told to have no part in a message that is not known. */
    static Stream<Finding> isEntitled(Ground ground, Participation part, MessageState state) {
        return ground == Ground.NONE && state.known() ? partIsMissing(part) : Stream.empty();
    }

    static Stream<Finding> partIsMissing(Participation part) {
        return switch (part) {
            case FORMER_POOL -> found(true, Irregularity.FORMER_POOL, "actor.pool");
            case NONE -> found(true, Irregularity.NOT_A_PARTICIPANT, "actor");
            default -> Stream.empty();
        };
    }

    /** Breaking the glass always says why; emergency treatment does for who has no part in the message. */
    static Stream<Finding> emergencyIsJustified(ReadMessage command, Participation part) {
        boolean needed = command.purpose().equals(BREAK_THE_GLASS)
                || (command.purpose().equals(EMERGENCY_TREATMENT) && !part.participates());
        return found(needed && !isJustified(command), Irregularity.NO_JUSTIFICATION, "justification");
    }

    static Stream<Finding> officeIsAuthorised(ReadMessage command, Participation part) {
        boolean needed = OFFICES.contains(command.purpose()) && !part.participates();
        return found(needed && command.authority() == null, Irregularity.NO_AUTHORITY, "authority");
    }

    /** A retracted message is read by its sender, or with an authority. */
    static Stream<Finding> isNotRetracted(ReadMessage command, Participation part, MessageState state) {
        return isHidden(part, state) && command.authority() == null
                ? found(true, Irregularity.RETRACTED, "messageId")
                : Stream.empty();
    }

    static boolean isHidden(Participation part, MessageState state) {
        return state.retracted() && part != Participation.SENDER;
    }

    static Stream<Finding> found(boolean broken, Irregularity irregularity, String field) {
        return broken ? Stream.of(Finding.refusing(irregularity, field)) : Stream.empty();
    }

    /** The field of a read that the finding blames. */
    static String field(Irregularity reason, Actor actor) {
        return switch (reason) {
            case NOT_A_PARTICIPANT -> "actor";
            case FORMER_POOL, UNVERIFIED_POOL -> "actor.pool";
            case UNVERIFIED_RELATION -> actor.onBehalfOf() == null ? "actor.relation" : "actor.onBehalfOf";
            case NO_JUSTIFICATION -> "justification";
            case NO_AUTHORITY -> "authority";
            case UNKNOWN_PURPOSE -> "purpose";
            case UNKNOWN_MESSAGE, RETRACTED -> "messageId";
            case LATE, CLOCK_AHEAD -> "occurredAt";
            case DUPLICATE_ID, EMPTY_SUBJECT, NO_RECIPIENT ->
                throw new IllegalArgumentException("no read is refused for this: reason=" + reason);
        };
    }

    private static Ground reason(ReadMessage command) {
        boolean emergency =
                command.purpose().equals(BREAK_THE_GLASS) || command.purpose().equals(EMERGENCY_TREATMENT);
        if (emergency && isJustified(command)) {
            return Ground.BREAK_GLASS;
        }
        return OFFICES.contains(command.purpose()) && command.authority() != null ? Ground.AUTHORITY : Ground.NONE;
    }

    private static boolean isJustified(ReadMessage command) {
        return command.justification() != null && !command.justification().isBlank();
    }
}
