package io.pitwall.client.load;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it hears. */
final class RecordingLedger implements BatchLedger {
  final List<Long> attempted = new CopyOnWriteArrayList<>();
  final List<Long> acknowledged = new CopyOnWriteArrayList<>();

  @Override
  public void attempted(String table, long batchId, int rows) {
    attempted.add(batchId);
  }

  @Override
  public void acknowledged(String table, long batchId, int rows) {
    acknowledged.add(batchId);
  }
}
