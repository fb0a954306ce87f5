package org.messageledger.party;

/** How an actor stands to the person in whose name it acts: a claim of the emitter. */
public enum Relation {
    SELF,
    PARENT,
    GUARDIAN,
    PERSONAL_REPRESENTATIVE,
    POWER_OF_ATTORNEY,
    CAREGIVER,
    COVERING,
    ASSISTANT
}
