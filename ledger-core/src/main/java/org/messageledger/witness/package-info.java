/**
 * A witness for other people's logs (c2sp.org/tlog-witness): cosigns a log's checkpoints as long as each is of a tree that
 * grew from the one before. {@code Witness} decides and keeps, in files of a home of its own, what it has cosigned: always
 * before anybody hears of it. {@code WitnessServer} is its HTTP interface. Uses {@code checkpoint}, {@code tree} and {@code
 * seal.SecretFile}; knows neither a database nor this ledger's log.
 */
@NullMarked
package org.messageledger.witness;

import org.jspecify.annotations.NullMarked;
