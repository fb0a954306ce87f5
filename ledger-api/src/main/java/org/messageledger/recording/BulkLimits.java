package org.messageledger.recording;

import java.time.Duration;

/**
 * Bounds of bulk recording.
 *
 * @param requestsMax bulk requests at a time; more are pushed back
 * @param windowLines lines of one request that may be under way
 * @param windowBytes bytes of these lines; one line is always let in
 * @param answersBytesMax answers of one request that its client has not taken; they wait in a temporary file. Beyond,
 *     reading stops until the client takes some
 * @param lineTimeMax in which a line that has begun must come whole
 * @param takeSilence how long a client may be behind with its answers, whatever it takes
 * @param takeBytesPerSecond what a client must take, in the mean, for as long as it is behind for longer
 * @param patience how long a line is tried again while the ledger pushes back
 */
public record BulkLimits(
        int requestsMax,
        int windowLines,
        long windowBytes,
        long answersBytesMax,
        Duration lineTimeMax,
        Duration takeSilence,
        long takeBytesPerSecond,
        Duration patience) {}
