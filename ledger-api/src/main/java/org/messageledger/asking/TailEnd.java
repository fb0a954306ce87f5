package org.messageledger.asking;

import java.util.Locale;

/** Why a live tail ends; its last event says so, if it can still be written. */
enum TailEnd {
    SLOW("This client took too little for too long. Connect again with Last-Event-ID, and take events as they come."),
    SHUTDOWN("This process of the ledger stops. Connect again with Last-Event-ID."),
    VIEW_REPLACED(
            "The view was replaced by one that was rebuilt from the log, which may have repaired what differed before "
                    + "this event. Connect again with Last-Event-ID to go on."),
    STORAGE("The storage did not answer. Connect again with Last-Event-ID."),
    FAILED("The ledger failed; its log says more. Connect again with Last-Event-ID."),
    AGE("A live tail lasts an hour at most. Connect again with Last-Event-ID, signed in.");

    private final String detail;

    TailEnd(String detail) {
        this.detail = detail;
    }

    /** The event, whole. */
    String event() {
        return "event: end\ndata: {\"reason\":\"" + reason() + "\",\"detail\":\"" + detail + "\"}\n\n";
    }

    String reason() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
