package org.messageledger.benchmark;

import org.messageledger.access.ReadMessage;
import org.messageledger.message.SendMessage;

/** A ledger of messages, ours or another: answers when the event is durable, throws when it is not recorded. */
interface Contender extends AutoCloseable {

    void send(SendMessage command) throws Exception;

    void read(ReadMessage command) throws Exception;

    @Override
    void close();
}
