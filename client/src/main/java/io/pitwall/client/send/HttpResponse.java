package io.pitwall.client.send;

import java.nio.charset.StandardCharsets;

/** The answer to one request, reused for the next; owned by the connection's thread. */
public final class HttpResponse {
  /** How much of a body is kept; the rest is read and forgotten. */
  public static final int MAX_KEPT_BODY_BYTES = 16 << 10;

  /** The value of {@link #retryAfterMillis()} where the server named none. */
  public static final long NO_RETRY_AFTER = -1;

  private final byte[] body = new byte[MAX_KEPT_BODY_BYTES];
  private int bodyLength;
  private int status;
  private long retryAfterMillis = NO_RETRY_AFTER;
  private boolean closing;
  private long latencyNanos;

  /** The status code. */
  public int status() {
    return status;
  }

  /** Whether the status is 2xx. */
  public boolean isSuccess() {
    return status / 100 == 2;
  }

  /** What Retry-After asks for, or {@link #NO_RETRY_AFTER}. */
  public long retryAfterMillis() {
    return retryAfterMillis;
  }

  /** Whether the server closes the connection after this answer. */
  public boolean isClosing() {
    return closing;
  }

  /** From the first byte offered to the socket to the last byte of the answer. */
  public long latencyNanos() {
    return latencyNanos;
  }

  /** The body as text, at most {@link #MAX_KEPT_BODY_BYTES} bytes of it. */
  public String bodyText() {
    return new String(body, 0, bodyLength, StandardCharsets.UTF_8);
  }

  void start(int newStatus) {
    status = newStatus;
    bodyLength = 0;
    retryAfterMillis = NO_RETRY_AFTER;
    closing = false;
  }

  void retryAfterMillis(long millis) {
    retryAfterMillis = millis;
  }

  void markClosing() {
    closing = true;
  }

  void latencyNanos(long nanos) {
    latencyNanos = nanos;
  }

  void appendBody(byte value) {
    if (bodyLength < body.length) {
      body[bodyLength++] = value;
    }
  }
}
