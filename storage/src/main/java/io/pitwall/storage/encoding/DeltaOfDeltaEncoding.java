package io.pitwall.storage.encoding;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.kernel.LongProfile;

/**
 * Differences between neighbouring differences, as their distances from the smallest, bit-packed:
 * for times whose step changes slowly. All arithmetic wraps at 64 bits.
 *
 * <pre>
 *   5   first value: signed varlong   first difference: signed varlong   base: signed varlong   width: 1 byte, 0 to 63
 *       count - 2 times difference of differences - base: {@link BitPacking}
 * </pre>
 */
final class DeltaOfDeltaEncoding {
  static final int CODE = 5;

  /** Fewer values have no difference of differences. */
  static final int MIN_ROWS = 3;

  private DeltaOfDeltaEncoding() {}

  /** Takes the nested profile, which is that of the differences then. */
  static int bytes(long[] values, int offset, int count, Scratch scratch) {
    if (count < MIN_ROWS) {
      return LongEncoding.NOT_POSSIBLE;
    }
    LongProfile deltas = scratch.nested;
    scratch.kernels.deltas(values, offset, count, scratch.deltas);
    scratch.kernels.profile(scratch.deltas, 0, count - 1, deltas);
    if (deltas.deltaWidth() > BitPacking.MAX_WIDTH) {
      return LongEncoding.NOT_POSSIBLE;
    }
    return 2
        + ByteSink.signedVarLongBytes(values[offset])
        + ByteSink.signedVarLongBytes(scratch.deltas[0])
        + ByteSink.signedVarLongBytes(deltas.minDelta())
        + BitPacking.packedBytes(count - 2, deltas.deltaWidth());
  }

  static void write(long[] values, int offset, int count, ByteSink out, Scratch scratch) {
    LongProfile deltas = scratch.nested;
    scratch.kernels.deltas(values, offset, count, scratch.deltas);
    out.putByte(CODE);
    out.putSignedVarLong(values[offset]);
    out.putSignedVarLong(scratch.deltas[0]);
    out.putSignedVarLong(deltas.minDelta());
    out.putByte(deltas.deltaWidth());
    long[] seconds = scratch.runValues;
    scratch.kernels.deltas(scratch.deltas, 0, count - 1, seconds);
    BitPacking.write(seconds, 0, count - 2, deltas.minDelta(), deltas.deltaWidth(), out, scratch);
  }

  static void read(ByteSource in, int count, long[] into, int offset, Scratch scratch) {
    if (count < MIN_ROWS) {
      throw new CorruptDataException("delta of delta of " + count + " rows; it needs at least 3");
    }
    long first = in.readSignedVarLong();
    long firstDelta = in.readSignedVarLong();
    long base = in.readSignedVarLong();
    int width = in.readByte();
    into[offset] = first;
    into[offset + 1] = firstDelta;
    BitPacking.read(in, count - 2, width, base, into, offset + 2, scratch);
    scratch.kernels.prefixSum(firstDelta, into, offset + 2, count - 2);
    scratch.kernels.prefixSum(first, into, offset + 1, count - 1);
  }
}
