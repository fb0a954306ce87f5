/**
 * Endpoints that take commands: parse strictly, hand to the recorder, answer with receipts. The emitter is who signed in,
 * never what a body says. Decides nothing; uses {@code problem} for every refusal.
 */
@NullMarked
package org.messageledger.recording;

import org.jspecify.annotations.NullMarked;
