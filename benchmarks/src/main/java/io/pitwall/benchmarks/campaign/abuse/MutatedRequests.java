package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** Sends a request in which some bytes are changed, cut out or doubled. */
final class MutatedRequests implements Abuse {
  private static final int MOST_CHANGES = 6;

  private final AbuseScene scene;

  MutatedRequests(AbuseScene scene) {
    this.scene = scene;
  }

  @Override
  public void act() throws IOException {
    String request =
        new String(
            AbuseRequest.lines("a-token-that-nobody-has")
                .with("Connection", "close")
                .body("mutated,tag=a value=1i,text=\"b\" 1767225600000000000"),
            StandardCharsets.ISO_8859_1);
    StringBuilder text = new StringBuilder(request);
    int changes = 1 + scene.random().nextInt(MOST_CHANGES);
    for (int i = 0; i < changes; i++) {
      change(text, scene.random().nextInt(text.length()));
    }
    try (AbuseSocket socket = scene.connectHttp()) {
      judge(statusLine(socket, text.append("\r\n\r\n").toString()));
    }
  }

  /** The start of the answer; empty if the server ended the connection or waits for more. */
  private static String statusLine(AbuseSocket socket, String request) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(12);
    try {
      socket.write(request.getBytes(StandardCharsets.ISO_8859_1));
      long end = System.nanoTime() + 50_000_000;
      while (start.hasRemaining() && System.nanoTime() < end && socket.poll(start) >= 0) {
        LockSupport.parkNanos(500_000);
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      // the server may end such a connection before it has read all
    }
    return new String(start.array(), 0, start.position(), StandardCharsets.ISO_8859_1);
  }

  private void judge(String status) {
    String code = status.length() == 12 ? status.substring(9) : "no answer yet";
    scene.tally().answered(code);
    if (code.startsWith("5") && !code.equals("501") && !code.equals("505")) {
      scene.tally().fault("a changed request was answered with " + code);
    } else if (code.startsWith("2")) {
      scene.tally().fault("a changed request without a valid token was answered with " + code);
    }
  }

  private void change(StringBuilder text, int at) {
    switch (scene.random().nextInt(3)) {
      case 0 -> text.setCharAt(at, (char) scene.random().nextInt(256));
      case 1 -> text.deleteCharAt(at);
      default -> text.insert(at, text.charAt(at));
    }
  }
}
