package io.pitwall.client.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class GzipTemplateTest {
  private final SplittableRandom random = new SplittableRandom(7);

  @Test
  void inflatesToTheBodyAsItIsNowWhereverTheRegionLies() throws IOException {
    int[][] regions = {
      {0, 0}, {0, 1}, {0, 5000}, {100, 100}, {17, 4000}, {4999, 5000}, {5000, 5000}
    };
    for (int[] region : regions) {
      ByteBuffer body = body(5000, 12);
      GzipTemplate template = new GzipTemplate(body, region[0], region[1], 6);
      for (int round = 0; round < 3; round++) {
        for (int i = region[0]; i < region[1]; i++) {
          body.put(i, (byte) random.nextInt(round == 0 ? 256 : 4));
        }
        assertThat(inflated(template)).isEqualTo(bytes(body));
      }
    }
  }

  @Test
  void takesNoiseThatDoesNotCompress() throws IOException {
    ByteBuffer body = body(1_000_000, 256);

    assertThat(inflated(new GzipTemplate(body, 10, 900_000, 9))).isEqualTo(bytes(body));
  }

  @Test
  void shiftsAChecksumAsIfZeroBytesFollowedIt() {
    byte[] bytes = bytes(body(3000, 256));
    for (int split : new int[] {0, 1, 2, 1499, 2999, 3000}) {
      int shifted = new Crc32Shift(3000 - split).apply(crc(bytes, 0, split));

      assertThat(shifted ^ crc(bytes, split, 3000)).isEqualTo(crc(bytes, 0, 3000));
    }
  }

  private static int crc(byte[] bytes, int from, int to) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }

  private ByteBuffer body(int size, int distinct) {
    ByteBuffer body = ByteBuffer.allocateDirect(size);
    for (int i = 0; i < size; i++) {
      body.put(i, (byte) random.nextInt(distinct));
    }
    return body;
  }

  private static byte[] bytes(ByteBuffer body) {
    byte[] bytes = new byte[body.capacity()];
    body.get(0, bytes);
    return bytes;
  }

  private static byte[] inflated(GzipTemplate template) throws IOException {
    ByteBuffer[] parts = new ByteBuffer[1 + GzipTemplate.PARTS];
    int size = template.render(parts, 1);
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (int i = 1; i < parts.length; i++) {
      byte[] part = new byte[parts[i].remaining()];
      parts[i].get(part);
      joined.write(part);
    }
    assertThat(joined.size()).isEqualTo(size);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(joined.toByteArray()))) {
      return in.readAllBytes();
    }
  }
}
