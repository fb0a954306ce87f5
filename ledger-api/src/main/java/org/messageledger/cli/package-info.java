/**
 * The command line of the ledger: {@code import} posts commands or mail to a running ledger, {@code sample} prints a day
 * in an invented clinic.
 *
 * <p>Talks to the ledger over HTTP only and reads nothing of the ledger's own types: what it sends must be legal by the
 * published contract alone. It starts no Spring, and it writes only to the streams that the caller gives.
 */
@NullMarked
package org.messageledger.cli;

import org.jspecify.annotations.NullMarked;
