package org.messageledger.log.jdbc;

import java.nio.file.Path;

/**
 * The database without a server: H2 in {@code <home>/ledger.mv.db}, open in one process at a time.
 *
 * <p>H2 reads the file on its callers' threads. Through {@code async:} an interrupted thread goes on reading; through
 * {@code file:}, H2's default, it closes the file and with it the database, for everybody.
 */
public final class EmbeddedDatabase {

    /** The log closes the database itself, and syncs what it acknowledges; WRITE_DELAY stays as it is (ADR 5). */
    private static final String SETTINGS = ";DB_CLOSE_ON_EXIT=FALSE";

    private EmbeddedDatabase() {}

    /** Where it is reached, as {@code sa} without a password. */
    public static String url(Path home) {
        return "jdbc:h2:async:" + home.toAbsolutePath().normalize().resolve("ledger") + SETTINGS;
    }
}
