package org.messageledger.log.jdbc;

import org.messageledger.log.AppendOutcome;

/** Hears what callers of a log do and what they are told, in that order for each attempt. */
interface Witness {

    /** Before the log hears of it; also when it is tried again. */
    void tries(Attempt attempt);

    void told(Attempt attempt, AppendOutcome outcome);

    /** What {@code find} said after all. */
    void found(Attempt attempt, boolean there);

    /** What no caller may meet: an exception, no answer in time, an answer that contradicts another. */
    void fault(String what);
}
