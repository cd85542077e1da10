package io.pitwall.server.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The headers whose values this server reads. A header with another name is checked and forgotten,
 * so reading one more header begins with one more constant here.
 */
public enum HeaderName {
  AUTHORIZATION("authorization"),
  CONNECTION("connection"),
  CONTENT_ENCODING("content-encoding"),
  CONTENT_LENGTH("content-length"),
  EXPECT("expect"),
  HOST("host"),
  IDEMPOTENCY_KEY("idempotency-key"),
  ORIGIN("origin"),
  SEC_FETCH_SITE("sec-fetch-site"),
  TRANSFER_ENCODING("transfer-encoding"),
  X_API_KEY("x-api-key"),
  X_ARC_DATABASE("x-arc-database"),
  X_PITWALL_DATABASE("x-pitwall-database");

  private static final HeaderName[][] BY_LENGTH = byLength();

  @SuppressWarnings("ImmutableEnumChecker") // no code changes the array
  private final byte[] lowerCase;

  HeaderName(String lowerCase) {
    this.lowerCase = lowerCase.getBytes(StandardCharsets.US_ASCII);
  }

  /** Finds the constant for a name in {@code bytes[from, to)}, in any case; null if none has it. */
  static @Nullable HeaderName of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length < BY_LENGTH.length) {
      for (HeaderName name : BY_LENGTH[length]) {
        if (AsciiBytes.equalsIgnoreCase(bytes, from, to, name.lowerCase)) {
          return name;
        }
      }
    }
    return null;
  }

  private static HeaderName[][] byLength() {
    int longest = Arrays.stream(values()).mapToInt(name -> name.lowerCase.length).max().orElse(0);
    HeaderName[][] table = new HeaderName[longest + 1][];
    for (int i = 0; i <= longest; i++) {
      int length = i;
      table[i] =
          Arrays.stream(values())
              .filter(name -> name.lowerCase.length == length)
              .toArray(HeaderName[]::new);
    }
    return table;
  }
}
