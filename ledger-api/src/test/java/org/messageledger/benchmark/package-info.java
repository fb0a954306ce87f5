/**
 * Benchmarks of the log beside what else a Java team would take: run by one command (docs/performance.md), never by the
 * tests. Each prints a table and a JSON line. Contenders share the server, its settings and the machine, and take turns
 * in one run, because only their ratios mean anything.
 */
@NullMarked
package org.messageledger.benchmark;

import org.jspecify.annotations.NullMarked;
