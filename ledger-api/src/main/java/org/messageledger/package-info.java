/** The program's entrance. */
@NullMarked
package org.messageledger;

import org.jspecify.annotations.NullMarked;
