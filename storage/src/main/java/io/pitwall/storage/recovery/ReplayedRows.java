package io.pitwall.storage.recovery;

import io.pitwall.storage.commit.ActiveHeads;
import io.pitwall.storage.commit.SealingPolicy;
import io.pitwall.storage.head.HeadGeneration;
import io.pitwall.storage.record.RowRun;
import io.pitwall.storage.sealing.BackgroundSealing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Takes the rows of replayed records into the head, and keeps the head within its budget while a
 * long log is replayed. Owned by the thread that replays.
 */
public final class ReplayedRows {
  private final ActiveHeads heads;
  private final SealingPolicy policy;
  private final BackgroundSealing sealing;
  private final LongSupplier created;

  /** The generations that the record that is replayed belongs to. */
  private final List<HeadGeneration> grown = new ArrayList<>();

  /**
   * Makes the target of a replay.
   *
   * @param policy decides which tables are full
   * @param sealing gets the rows of full tables, and is helped when the head is over its budget
   * @param created returns the monotonic time at which a generation that begins now begins to age
   */
  public ReplayedRows(
      ActiveHeads heads, SealingPolicy policy, BackgroundSealing sealing, LongSupplier created) {
    this.heads = heads;
    this.policy = policy;
    this.sealing = sealing;
    this.created = created;
  }

  void append(RowRun run, long lsn) {
    grown.add(heads.append(run, lsn, created.getAsLong()));
  }

  /** All rows of a record were appended. */
  void endRecord(long lsn) {
    if (heads.hasEndedGenerations()) {
      publish(lsn);
    }
    for (HeadGeneration generation : grown) {
      if (policy.isFull(generation)) {
        publish(lsn);
        sealing.enqueue(heads.freeze(generation));
      }
    }
    grown.clear();
    sealing.relieve();
  }

  /** Makes the rows of all records up to this one visible. */
  void publish(long lsn) {
    heads.publish(lsn).forEach(sealing::enqueue);
  }
}
