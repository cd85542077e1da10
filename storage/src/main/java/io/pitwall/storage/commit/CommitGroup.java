package io.pitwall.storage.commit;

import io.pitwall.storage.batch.StoreFailedException;
import io.pitwall.storage.batch.WriteCompletion;
import io.pitwall.storage.batch.WriteOutcome;
import io.pitwall.storage.catalog.CatalogChange;
import java.util.ArrayList;
import java.util.List;

/** The batches that share one sync: appended to the log, not yet answered. */
final class CommitGroup {
  private record Appended(WriteCompletion completion, WriteOutcome outcome) {}

  private final List<Appended> batches = new ArrayList<>();
  private final List<CatalogChange> definitions = new ArrayList<>();

  /** A batch was appended. */
  void add(WriteCompletion completion, WriteOutcome outcome) {
    batches.add(new Appended(completion, outcome));
  }

  /** Definitions were appended, with a batch or without. */
  void define(List<CatalogChange> appended) {
    definitions.addAll(appended);
  }

  /** All definitions of the group, in log order. */
  List<CatalogChange> definitions() {
    return definitions;
  }

  int size() {
    return batches.size();
  }

  long rows() {
    long rows = 0;
    for (Appended one : batches) {
      rows += one.outcome.storedRows();
    }
    return rows;
  }

  /** The group is durable and visible. */
  void complete() {
    for (Appended one : batches) {
      one.completion.completed(one.outcome);
    }
  }

  /** It is not known whether the group is durable. */
  void fail(StoreFailedException cause) {
    for (Appended one : batches) {
      one.completion.failed(cause);
    }
  }
}
