/** Explicit beans and typed settings: which parts the program is made of. Nothing is found by scanning. */
@NullMarked
package org.messageledger.wiring;

import org.jspecify.annotations.NullMarked;
