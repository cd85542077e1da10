package io.pitwall.storage.record;

import io.pitwall.storage.batch.Refusal;
import io.pitwall.storage.batch.TableBatch;
import java.util.BitSet;
import java.util.List;

/** The rows of one table of a batch that can't be stored, each with its first reason. */
final class RowRefusals {
  private final TableBatch table;
  private final List<Refusal> reasons;
  private final BitSet rows = new BitSet();

  /**
   * @param reasons gets each refusal; shared by the tables of a batch
   */
  RowRefusals(TableBatch table, List<Refusal> reasons) {
    this.table = table;
    this.reasons = reasons;
  }

  /** Refuses a row, unless it was refused before. */
  void add(int row, String reason) {
    if (!rows.get(row)) {
      rows.set(row);
      reasons.add(new Refusal(table.lines()[row], reason));
    }
  }

  /** Refuses all rows. */
  void addAll(String reason) {
    for (int row = 0; row < table.rows(); row++) {
      add(row, reason);
    }
  }

  boolean isRefused(int row) {
    return rows.get(row);
  }

  /** Whether no row is left. */
  boolean areAllRefused() {
    return rows.cardinality() == table.rows();
  }

  /** Leaves the refused rows out. */
  RowFilter filter() {
    return new RowFilter(table.rows(), rows.isEmpty() ? null : rows);
  }
}
