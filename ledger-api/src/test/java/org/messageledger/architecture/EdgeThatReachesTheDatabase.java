package org.messageledger.architecture;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** Breaks the layout on purpose, so that a test sees the rules fail. */
public class EdgeThatReachesTheDatabase {
    @Nullable
    Connection connection;
}
