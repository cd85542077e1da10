package io.pitwall.benchmarks.campaign.abuse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPOutputStream;

/** Small bodies that become large: by gzip, and by zstd (RFC 8878) with blocks of one byte each. */
final class CompressionBombs implements Abuse {
  private static final int GZIP_BYTES = 256 << 20;
  private static final int ZSTD_BYTES = 1 << 30;
  private static final int ZSTD_MAGIC = 0xFD2FB528;
  private static final int ZSTD_BLOCK = 128 * 1024;

  /** A window of 128 KiB, no content size, no checksum. */
  private static final byte[] ZSTD_FRAME = {0, 7 << 3};

  private static final int ZSTD_RUN = 1;

  private final AbuseScene scene;
  private final byte[] gzip = gzip();
  private final byte[] zstd = zstd();
  private boolean zstdNext;
  private boolean didBoth;

  CompressionBombs(AbuseScene scene) {
    this.scene = scene;
  }

  @Override
  public void act() throws IOException {
    String encoding = zstdNext ? "zstd" : "gzip";
    byte[] request =
        AbuseRequest.lines(scene.token())
            .with("Content-Encoding", encoding)
            .body(zstdNext ? zstd : gzip);
    try (AbuseHttp http = scene.openHttp()) {
      scene.tally().expect("a body that " + encoding + " made small", http.ask(request), "413");
    }
    didBoth |= zstdNext;
    zstdNext = !zstdNext;
  }

  @Override
  public String missing() {
    return didBoth ? "" : "a body by gzip and one by zstd";
  }

  private static byte[] gzip() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      byte[] zeros = new byte[1 << 20];
      for (int done = 0; done < GZIP_BYTES; done += zeros.length) {
        zip.write(zeros);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] zstd() {
    int blocks = ZSTD_BYTES / ZSTD_BLOCK;
    ByteBuffer out = ByteBuffer.allocate(6 + 4 * blocks).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(ZSTD_MAGIC).put(ZSTD_FRAME);
    for (int i = 0; i < blocks; i++) {
      int last = i == blocks - 1 ? 1 : 0;
      int header = last | (ZSTD_RUN << 1) | (ZSTD_BLOCK << 3);
      out.put((byte) header).put((byte) (header >> 8)).put((byte) (header >> 16)).put((byte) '\n');
    }
    return out.array();
  }
}
