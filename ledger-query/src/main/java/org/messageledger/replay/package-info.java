/**
 * Rebuilds the view from the log beside the live one, compares the two row by row, and puts the new one in its place if
 * asked. Uses facts; decides nothing about what a fact is, for the projection's own extraction is what it repeats. Refuses to
 * run twice at a time over all processes, and to replace a view that it has not compared, unless it is told to repair.
 */
@NullMarked
package org.messageledger.replay;

import org.jspecify.annotations.NullMarked;
