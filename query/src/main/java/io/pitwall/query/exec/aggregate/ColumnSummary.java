package io.pitwall.query.exec.aggregate;

import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.read.BlockSummaries;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an aggregate's argument in one source without decoding it.
 *
 * @param dictionary of strings; null for other types, and where each block has its own
 */
public record ColumnSummary(BlockSummaries blocks, @Nullable Dictionary dictionary) {}
