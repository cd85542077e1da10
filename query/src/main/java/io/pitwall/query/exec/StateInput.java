package io.pitwall.query.exec;

import io.pitwall.query.exec.aggregate.AggregateState;

/**
 * The state of one or more aggregates, and what rows it is updated with.
 *
 * @param arguments indexes into the operator's expressions; empty for COUNT(*)
 * @param filter index of the condition that rows must meet, or −1
 */
record StateInput(AggregateState state, int[] arguments, int filter) {
  boolean hasFilter() {
    return filter >= 0;
  }
}
