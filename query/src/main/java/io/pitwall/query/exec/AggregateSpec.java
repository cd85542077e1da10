package io.pitwall.query.exec;

import io.pitwall.query.exec.aggregate.Accumulator;

/**
 * One aggregate of an operator.
 *
 * @param arguments numbers of the operator's expressions; empty for COUNT(*)
 * @param filter the number of the condition that rows must meet, or −1
 */
record AggregateSpec(Accumulator accumulator, int[] arguments, int filter) {}
