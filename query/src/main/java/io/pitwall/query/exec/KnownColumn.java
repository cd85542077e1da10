package io.pitwall.query.exec;

import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.read.BlockSummaries;
import io.pitwall.storage.read.RowSource;
import io.pitwall.storage.schema.ColumnSchema;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The summaries and the dictionary of one column of a source. */
final class KnownColumn {
  private @Nullable BlockSummaries summaries;
  private @Nullable Dictionary dictionary;

  /**
   * Turns to another source.
   *
   * @return whether it keeps summaries, or none of its rows has a value
   */
  boolean open(RowSource source, ColumnSchema column) throws IOException {
    boolean present = source.hasColumn(column);
    summaries = present ? source.summaries(column) : null;
    dictionary = present && !column.type().isLongBacked() ? source.dictionary(column) : null;
    return !present || summaries != null;
  }

  /** Null where no row has a value. */
  @Nullable BlockSummaries summaries() {
    return summaries;
  }

  /** Null where the column is not of strings, or its blocks have dictionaries of their own. */
  @Nullable Dictionary dictionary() {
    return dictionary;
  }
}
