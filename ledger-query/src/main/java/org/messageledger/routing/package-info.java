/**
 * Question 4 in figures: where a message went and why, how long until it was read, answered and resolved; the same over all
 * messages of a span. Decides over facts; uses {@code fact} alone, keeps nothing, and refuses what is too much to be measured
 * whole. Time is elapsed time, around the clock: it knows no business hours.
 */
@NullMarked
package org.messageledger.routing;

import org.jspecify.annotations.NullMarked;
