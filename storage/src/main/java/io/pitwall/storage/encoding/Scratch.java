package io.pitwall.storage.encoding;

import io.pitwall.storage.kernel.KernelProvider;
import io.pitwall.storage.kernel.Kernels;
import io.pitwall.storage.kernel.LongProfile;
import io.pitwall.storage.limit.FormatLimits;

/**
 * The working arrays of one encoder or decoder, and the kernels it runs. Owned by one thread.
 *
 * <p>An encoding of longs may use {@code deltas}, {@code runValues} and {@code runLengths} while it
 * writes or reads one block, and {@code nested} for an inner block. Not {@code values} and {@code
 * exceptions}: where a block of longs is part of a block of doubles, codes or text, its longs and
 * what belongs to them are there. {@link BitPacking} takes {@code words}. Between the size of a
 * block and its writing the other candidates are sized, so nothing is kept from one to the other
 * but {@code profile}, and {@code nested} by {@link DeltaOfDeltaEncoding}: no other size changes
 * it.
 */
final class Scratch {
  /**
   * The widest block takes {@code BLOCK_ROWS} words; unpacking may look at one row of lanes after
   * them.
   */
  private static final int WORDS = FormatLimits.BLOCK_ROWS + 2 * Kernels.LANES;

  final Kernels kernels;
  final long[] words = new long[WORDS];
  final long[] values = new long[FormatLimits.BLOCK_ROWS];
  final long[] deltas = new long[FormatLimits.BLOCK_ROWS];
  final long[] runValues = new long[FormatLimits.BLOCK_ROWS];
  final long[] runLengths = new long[FormatLimits.BLOCK_ROWS];
  final long[] exceptions = new long[FormatLimits.BLOCK_ROWS / Long.SIZE];
  final LongProfile profile = new LongProfile();
  final LongProfile nested = new LongProfile();

  Scratch(Kernels kernels) {
    this.kernels = kernels;
  }

  Scratch() {
    this(KernelProvider.kernels());
  }
}
