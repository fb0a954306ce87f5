/** Question 2: what a person or a pool did, or was made part of. Uses {@code fact}; keeps nothing. */
@NullMarked
package org.messageledger.activity;

import org.jspecify.annotations.NullMarked;
