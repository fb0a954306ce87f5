/** Recording over real HTTP, with a real database. */
@NullMarked
package org.messageledger.recording;

import org.jspecify.annotations.NullMarked;
