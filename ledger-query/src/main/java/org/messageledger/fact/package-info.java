/**
 * The one projection: a fact for each leaf, postings to find facts by, and the position. Also what every question has in
 * common: as of when, spans, filters, pages and their cursors; and for {@code replay} further generations of the tables,
 * and their rows in order. Uses core's events and Axon's processors; holds the only SQL of this module. Refuses to skip a
 * leaf, to open what is sealed, and to answer beyond its position.
 */
@NullMarked
package org.messageledger.fact;

import org.jspecify.annotations.NullMarked;
