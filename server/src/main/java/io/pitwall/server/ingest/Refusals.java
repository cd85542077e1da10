package io.pitwall.server.ingest;

import java.util.ArrayList;
import java.util.List;

/** Collects the refused rows of one body. Owned by the thread that parses. */
public final class Refusals {
  private final int maxReported;
  private final List<IngestRefusal> reported = new ArrayList<>();
  private long rows;

  public Refusals(int maxReported) {
    this.maxReported = maxReported;
  }

  /** Whether the next refusal will be told; else its reason need not be put into words. */
  public boolean wantsReason() {
    return reported.size() < maxReported;
  }

  /**
   * @param count how many rows share the reason
   */
  public void add(long count, int line, int column, String reason) {
    rows += count;
    if (wantsReason()) {
      reported.add(new IngestRefusal(line, column, reason));
    }
  }

  public long rows() {
    return rows;
  }

  public List<IngestRefusal> reported() {
    return List.copyOf(reported);
  }
}
