@NullMarked
package org.messageledger.verify;

import org.jspecify.annotations.NullMarked;
