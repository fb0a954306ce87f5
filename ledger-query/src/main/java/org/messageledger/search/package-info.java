/**
 * The field:value language that searches are written in: reads a query into a condition on facts, and writes a condition as
 * a query. Uses {@code fact}'s words only; asks nothing. Refuses what it cannot understand, and says at which character.
 */
@NullMarked
package org.messageledger.search;

import org.jspecify.annotations.NullMarked;
