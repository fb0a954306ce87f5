/**
 * The command line of the ledger: {@code import} posts commands or mail to a running ledger, {@code sample} prints a day
 * in an invented clinic, {@code replay} has a running ledger rebuild its view, {@code user add} makes a user in a ledger's
 * home, {@code verify} and {@code verify-proof} check a log's files, {@code witness} runs a witness for other logs.
 *
 * <p>Talks to the ledger over HTTP or through its home's files, and knows of its types only {@code seal.SecretFile}, what
 * {@code verify} and {@code witness} decide and the keys they take: what is sent must be legal by the published contract
 * alone. It starts no Spring, and it writes only to the streams that the caller gives.
 */
@NullMarked
package org.messageledger.cli;

import org.jspecify.annotations.NullMarked;
