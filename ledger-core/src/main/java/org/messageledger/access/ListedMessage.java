package org.messageledger.access;

import java.util.List;
import org.messageledger.party.Irregularity;
import org.messageledger.party.MessageId;

/** One message of a listing, and what is wrong with showing it to this actor. */
public record ListedMessage(MessageId messageId, List<Irregularity> irregularities) {

    public ListedMessage {
        irregularities = List.copyOf(irregularities);
    }
}
