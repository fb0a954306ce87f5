/**
 * The log on a database: PostgreSQL or H2. The only package of core that holds SQL. Implements the stores of {@code log}
 * and {@code seal}; decides nothing about messages.
 */
@NullMarked
package org.messageledger.log.jdbc;

import org.jspecify.annotations.NullMarked;
