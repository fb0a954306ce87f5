/** Signing in over real HTTP. */
@NullMarked
package org.messageledger.security;

import org.jspecify.annotations.NullMarked;
