/** What an auditor checks, over HTTP. */
@NullMarked
package org.messageledger.proving;

import org.jspecify.annotations.NullMarked;
