/**
 * The command line of the ledger: {@code import} posts commands or mail to a running ledger, {@code sample} prints a day
 * in an invented clinic, {@code user add} makes a user in a ledger's home.
 *
 * <p>Talks to the ledger over HTTP or through its home's files and knows nothing of its types but {@code seal.SecretFile}:
 * what it sends must be legal by the published contract alone. It starts no Spring, and it writes only to the streams that the caller gives.
 */
@NullMarked
package org.messageledger.cli;

import org.jspecify.annotations.NullMarked;
