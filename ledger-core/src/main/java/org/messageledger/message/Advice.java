package org.messageledger.message;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.messageledger.party.Irregularity;

/** What a refused caller should do, by what was wrong. Constant text. */
final class Advice {

    private static final Map<Irregularity, String> SENTENCES = sentences();

    private Advice() {}

    static String on(List<Irregularity> reasons) {
        return reasons.stream()
                .map(reason -> SENTENCES.getOrDefault(reason, ""))
                .collect(Collectors.joining(" "));
    }

    private static Map<Irregularity, String> sentences() {
        Map<Irregularity, String> by = new EnumMap<>(Irregularity.class);
        by.put(
                Irregularity.NOT_A_PARTICIPANT,
                "The actor has no part in the message: let a participant act (only the sender retracts), or read it for "
                        + "an emergency with a justification or for an office with an authority.");
        by.put(
                Irregularity.FORMER_POOL,
                "The message has left the actor's pool: act through a pool it is at, or route it back first.");
        by.put(Irregularity.NO_JUSTIFICATION, "Emergency access needs a justification: ask the person for one.");
        by.put(
                Irregularity.NO_AUTHORITY,
                "An approval is missing: name the authority for the read, or the attachment's approvalReference.");
        by.put(
                Irregularity.UNKNOWN_PURPOSE,
                "The purpose is not a code of HL7 v3 PurposeOfUse: send one that is, such as TREAT or HPAYMT.");
        by.put(
                Irregularity.UNKNOWN_MESSAGE,
                "The ledger knows no such message: send it first, or report what has already happened with mode REPORT.");
        by.put(
                Irregularity.DUPLICATE_ID,
                "A message with this id has been sent: choose another id, or repeat the first request with its "
                        + "idempotency key to get its receipt.");
        by.put(
                Irregularity.RETRACTED,
                "The message has been retracted: do not show it, unless to its sender or with an authority.");
        by.put(
                Irregularity.LATE,
                "occurredAt is too long ago to ask: report what has already happened with mode REPORT.");
        by.put(Irregularity.CLOCK_AHEAD, "occurredAt lies ahead of the ledger's clock: set the emitter's clock.");
        by.put(
                Irregularity.UNVERIFIED_POOL,
                "The ledger has not been told that the actor belongs to the pool: act without the pool.");
        by.put(
                Irregularity.UNVERIFIED_RELATION,
                "The ledger has not been told that the actor may stand for the other person: act in one's own name.");
        by.put(Irregularity.EMPTY_SUBJECT, "A clear subject is required: ask the sender for one.");
        by.put(Irregularity.NO_RECIPIENT, "Name at least one recipient.");
        return Collections.unmodifiableMap(by);
    }
}
