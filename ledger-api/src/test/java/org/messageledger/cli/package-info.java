@NullMarked
package org.messageledger.cli;

import org.jspecify.annotations.NullMarked;
