/** The program, started as it is started by people, and asked over real HTTP. */
@NullMarked
package org.messageledger.wiring;

import org.jspecify.annotations.NullMarked;
