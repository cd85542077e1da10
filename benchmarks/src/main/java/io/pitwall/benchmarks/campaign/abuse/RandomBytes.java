package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Sends random bytes to both ports. */
final class RandomBytes implements Abuse {
  private static final int MOST_BYTES = 4_000;

  private final AbuseScene scene;

  RandomBytes(AbuseScene scene) {
    this.scene = scene;
  }

  @Override
  public void act() throws IOException {
    byte[] bytes = new byte[1 + scene.random().nextInt(MOST_BYTES)];
    scene.random().nextBytes(bytes);
    byte[] withEnd = Arrays.copyOf(bytes, bytes.length + 4);
    System.arraycopy("\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 0, withEnd, bytes.length, 4);
    try (AbuseHttp http = scene.openHttp()) {
      scene
          .tally()
          .expect(
              "random bytes over HTTP", http.ask(withEnd), "400", "431", "501", "505", "closed");
    }
    try (AbuseSocket socket = scene.connectPostgres()) {
      scene.tally().answered(isEnded(socket, bytes) ? "ended by the server" : "let go");
    }
  }

  private static boolean isEnded(AbuseSocket socket, byte[] bytes) throws IOException {
    try {
      socket.write(bytes);
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return true; // before it had read all
    }
    return socket.isEnded(MOST_BYTES);
  }
}
