package org.messageledger.search;

/** A value as it was written, without its quotation marks, and where. */
record Value(int column, String text) {}
