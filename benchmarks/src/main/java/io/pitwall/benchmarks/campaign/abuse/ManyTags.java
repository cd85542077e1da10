package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;

/** A line with 100,000 tags. */
final class ManyTags implements Abuse {
  private static final int TAGS = 100_000;

  private final NeighbourRows rows;
  private final String line;

  ManyTags(AbuseScene scene) {
    rows = new NeighbourRows(scene, AbuseKind.MANY_TAGS.neighbourTable());
    StringBuilder text = new StringBuilder("tagged");
    for (int i = 0; i < TAGS; i++) {
      text.append(",t").append(i).append("=1");
    }
    line = text.append(" value=1i").toString();
  }

  @Override
  public void act() throws IOException {
    rows.write("a line with " + TAGS + " tags", line, "400");
  }
}
