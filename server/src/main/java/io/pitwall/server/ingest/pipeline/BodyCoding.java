package io.pitwall.server.ingest.pipeline;

/** How a body is compressed. */
public enum BodyCoding {
  PLAIN,
  GZIP,
  ZSTD;

  private static final int SNIFFED_BYTES = 4;

  /** Tells the coding by the first bytes: no body of our formats begins like a compressed one. */
  static BodyCoding sniff(byte[] body, int length) {
    if (length < SNIFFED_BYTES) {
      return PLAIN;
    }
    if (body[0] == 0x1F && body[1] == (byte) 0x8B) {
      return GZIP;
    }
    boolean zstd =
        body[0] == 0x28 && body[1] == (byte) 0xB5 && body[2] == 0x2F && body[3] == (byte) 0xFD;
    return zstd ? ZSTD : PLAIN;
  }
}
