package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON and MessagePack that nest without end, or declare more than they bring. */
final class DeepBodies implements Abuse {
  private static final int BODIES = 7;
  private static final int DEPTH = 200_000;

  /** MessagePack: an array of one value. */
  private static final byte ARRAY_OF_ONE = (byte) 0x91;

  /** MessagePack: an array, a map and a string of 4 Gi elements, pairs and bytes. */
  private static final byte[] HUGE_ARRAY = {(byte) 0xDD, -1, -1, -1, -1};

  private static final byte[] HUGE_MAP = {(byte) 0xDF, -1, -1, -1, -1};
  private static final byte[] HUGE_STRING = {(byte) 0x91, (byte) 0xDB, -1, -1, -1, -1};

  private final AbuseScene scene;
  private int turn;

  DeepBodies(AbuseScene scene) {
    this.scene = scene;
  }

  @Override
  public void act() throws IOException {
    byte[] arrays = new byte[DEPTH];
    Arrays.fill(arrays, ARRAY_OF_ONE);
    switch (turn++ % BODIES) {
      case 0 -> write("json", "[".repeat(DEPTH).getBytes(StandardCharsets.US_ASCII));
      case 1 -> write("json", "{\"a\":".repeat(DEPTH).getBytes(StandardCharsets.US_ASCII));
      case 2 -> write("json", ("[" + "9".repeat(DEPTH) + "]").getBytes(StandardCharsets.US_ASCII));
      case 3 -> write("msgpack", arrays);
      case 4 -> write("msgpack", HUGE_ARRAY);
      case 5 -> write("msgpack", HUGE_MAP);
      default -> write("msgpack", HUGE_STRING);
    }
  }

  @Override
  public String missing() {
    return turn < BODIES ? "each of its bodies" : "";
  }

  private void write(String format, byte[] body) throws IOException {
    try (AbuseHttp http = scene.openHttp()) {
      AbuseAnswer answer = http.ask(AbuseRequest.write(format, scene.token()).body(body));
      scene.tally().expect("a " + format + " body that is too deep or a lie", answer, "400");
    }
  }
}
