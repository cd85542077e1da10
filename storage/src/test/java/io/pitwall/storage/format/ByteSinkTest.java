package io.pitwall.storage.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ByteSinkTest {
  @Test
  void everythingWrittenIsReadBack() {
    ByteSink out = new ByteSink(0);
    out.putByte(200);
    out.putShort(60_000);
    out.putInt(-5);
    out.putLong(Long.MIN_VALUE);
    out.putVarInt(-1);
    out.putVarLong(-1);
    out.putVarLong(127);
    out.putSignedVarLong(Long.MIN_VALUE);
    out.putSignedVarLong(-3);
    out.putBytes(new byte[] {1, 2, 3}, 1, 2);
    ByteSource in = new ByteSource(out.array(), 0, out.size());
    assertThat(in.readByte()).isEqualTo(200);
    assertThat(in.readShort()).isEqualTo(60_000);
    assertThat(in.readInt()).isEqualTo(-5);
    assertThat(in.readLong()).isEqualTo(Long.MIN_VALUE);
    assertThat(in.readVarInt()).isEqualTo(-1);
    assertThat(in.readVarLong()).isEqualTo(-1);
    assertThat(in.readVarLong()).isEqualTo(127);
    assertThat(in.readSignedVarLong()).isEqualTo(Long.MIN_VALUE);
    assertThat(in.readSignedVarLong()).isEqualTo(-3);
    assertThat(in.readBytes(2)).containsExactly(2, 3);
    assertThat(in.remaining()).isZero();
    assertThatThrownBy(in::readByte).isInstanceOf(CorruptDataException.class);
  }

  @Test
  void signedVarLongBytesAreWhatIsWritten() {
    for (int shift = 0; shift < 64; shift++) {
      for (long value : new long[] {1L << shift, (1L << shift) - 1, -(1L << shift)}) {
        ByteSink out = new ByteSink(16);
        out.putSignedVarLong(value);
        assertThat(ByteSink.signedVarLongBytes(value)).isEqualTo(out.size());
      }
    }
  }

  @Test
  void aLengthThatIsNotThereAllocatesNothing() {
    ByteSource in = new ByteSource(new byte[3], 0, 3);
    assertThatThrownBy(() -> in.readBytes(Integer.MAX_VALUE))
        .isInstanceOf(CorruptDataException.class);
    assertThatThrownBy(() -> in.readBytes(-1)).isInstanceOf(CorruptDataException.class);
    assertThat(in.readBytes(3)).hasSize(3);
  }
}
