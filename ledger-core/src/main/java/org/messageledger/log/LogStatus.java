package org.messageledger.log;

/** Whether the log takes appends; {@code statement} says in words why not. */
public record LogStatus(boolean appending, String statement) {}
