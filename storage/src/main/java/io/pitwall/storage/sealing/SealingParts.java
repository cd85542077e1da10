package io.pitwall.storage.sealing;

import io.pitwall.storage.commit.HeadAccount;
import io.pitwall.storage.commit.HeadBudget;
import io.pitwall.storage.runtime.Clock;
import io.pitwall.storage.sorting.SegmentSealer;

/**
 * What sealing works with, in replay and afterwards.
 *
 * @param queue the rows to be sealed
 * @param sealer sorts and writes them
 * @param account counts the rows that are not sealed
 * @param budget says when they take too much memory to wait
 * @param backOff says which tables are tried again later
 * @param counters gets what was done
 */
public record SealingParts(
    SealingQueue queue,
    SegmentSealer sealer,
    HeadAccount account,
    HeadBudget budget,
    SealingBackOff backOff,
    SealingCounters counters,
    Clock clock) {}
