/** Holds the layout of the edge. */
@NullMarked
package org.messageledger.architecture;

import org.jspecify.annotations.NullMarked;
