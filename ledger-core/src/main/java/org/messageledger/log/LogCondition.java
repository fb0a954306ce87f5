package org.messageledger.log;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether appends are possible, and in words why not. A trouble passes; a stop does not. */
final class LogCondition {

    private static final Logger LOGGER = LoggerFactory.getLogger(LogCondition.class);
    private static final LogStatus APPENDING = new LogStatus(true, "appending");

    private volatile LogStatus status = APPENDING;
    private volatile boolean stopped;

    LogStatus status() {
        return status;
    }

    boolean stopped() {
        return stopped;
    }

    boolean troubled() {
        return !status.appending() && !stopped;
    }

    synchronized void trouble(String statement) {
        if (!stopped) {
            if (status.appending()) {
                LOGGER.warn("log takes no appends: {}", statement);
            }
            status = new LogStatus(false, statement);
        }
    }

    synchronized void pass() {
        if (!stopped && !status.appending()) {
            LOGGER.info("log takes appends again");
            status = APPENDING;
        }
    }

    /** Until the process ends. The first reason stays. */
    synchronized void stop(String statement) {
        if (!stopped) {
            LOGGER.error("log stopped: {}", statement);
            status = new LogStatus(false, statement);
            stopped = true;
        }
    }

    synchronized void close() {
        if (!stopped) {
            status = new LogStatus(false, "closed");
            stopped = true;
        }
    }
}
