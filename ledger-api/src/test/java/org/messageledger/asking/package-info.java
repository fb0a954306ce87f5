/** Questions over HTTP, asked of the running program. */
@NullMarked
package org.messageledger.asking;

import org.jspecify.annotations.NullMarked;
