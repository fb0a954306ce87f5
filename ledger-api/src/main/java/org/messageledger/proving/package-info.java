/** What an auditor checks: exact entries; tiles, checkpoints and proofs later. Computes nothing from views. */
@NullMarked
package org.messageledger.proving;

import org.jspecify.annotations.NullMarked;
