/**
 * The one place where refusals become problem+json (RFC 9457): stable types, constant titles, what the caller should do.
 * Knows no endpoint; never shows an exception's text to a caller.
 */
@NullMarked
package org.messageledger.problem;

import org.jspecify.annotations.NullMarked;
