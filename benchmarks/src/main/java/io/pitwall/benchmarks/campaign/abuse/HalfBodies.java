package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Sends half of a body and waits. */
final class HalfBodies extends HalfSent {
  private static final int MOST = 60;
  private static final int DECLARED_BYTES = 1_000_000;

  HalfBodies(AbuseScene scene) {
    super(scene, "a request with half a body", MOST);
  }

  @Override
  AbuseSocket connect() throws IOException {
    return scene().connectHttp();
  }

  @Override
  void begin(AbuseSocket socket) throws IOException {
    AbuseRequest request = AbuseRequest.lines(scene().token());
    boolean chunked = scene().random().nextBoolean();
    socket.write(
        chunked
            ? request.with("Transfer-Encoding", "chunked").header()
            : request.with("Content-Length", Integer.toString(DECLARED_BYTES)).header());
    socket.write(
        (chunked ? "10\r\nhalf value=" : "half value=").getBytes(StandardCharsets.US_ASCII));
  }
}
