package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;

/** Thousands of rows that can't be stored. */
final class BadRows implements Abuse {
  private static final int ROWS = 5_000;
  private static final String[] BAD = {
    "bad value=",
    "bad value=1x",
    ",tag=a value=1i",
    "bad,tag value=1i",
    "bad value=99999999999999999999999i",
    "bad value=1i notatime",
    "bad\u0001name value=1i",
    "bad"
  };

  private final AbuseScene scene;
  private final NeighbourRows rows;

  BadRows(AbuseScene scene) {
    this.scene = scene;
    rows = new NeighbourRows(scene, AbuseKind.BAD_ROWS.neighbourTable());
  }

  @Override
  public void act() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < ROWS; i++) {
      lines.append(i == 0 ? "" : "\n").append(BAD[scene.random().nextInt(BAD.length)]);
    }
    rows.write(ROWS + " bad rows", lines.toString(), "400");
  }
}
