package io.pitwall.storage.state;

/**
 * Data that a publication replaced and that open snapshots may still read.
 *
 * @param firstEpoch the first in which a snapshot can have been opened that sees it
 * @param memoryBytes memory that it takes until it is released; 0 for files
 * @param release gives it back
 */
record ReplacedData(long firstEpoch, long memoryBytes, Runnable release) {}
