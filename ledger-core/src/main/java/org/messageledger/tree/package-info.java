/**
 * The Merkle tree of RFC 6962 section 2.1 (RFC 9162 section 2.1): hashing, right edge, tiles, inclusion and
 * consistency proofs. Pure functions and values over {@code java.*}; knows neither entries nor storage.
 */
@NullMarked
package org.messageledger.tree;

import org.jspecify.annotations.NullMarked;
