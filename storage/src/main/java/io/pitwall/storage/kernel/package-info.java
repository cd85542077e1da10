/**
 * The hot loops over primitive arrays: bit packing, decimal doubles, deltas and statistics.
 *
 * <p>In come arrays with an offset and a count, out come arrays and the mutable holders {@link
 * io.pitwall.storage.kernel.LongProfile}, {@link io.pitwall.storage.kernel.LongStatistics} and
 * {@link io.pitwall.storage.kernel.DoubleStatistics}. The kernels know no file format and no block
 * header: callers check bounds and meanings.
 *
 * <p>{@link io.pitwall.storage.kernel.Kernels} is written twice: {@link
 * io.pitwall.storage.kernel.ScalarKernels} in plain Java and {@link
 * io.pitwall.storage.kernel.VectorKernels}, the only class of the project that touches {@code
 * jdk.incubator.vector}. Both give the same bits for the same input, so that files, sums and
 * answers don't depend on the machine. {@link io.pitwall.storage.kernel.KernelProvider} chooses one
 * of them once for the process.
 *
 * <p><b>Interleaved bit packing.</b> Value {@code r * 16 + l} is the {@code r}-th value of lane
 * {@code l}. The values of a lane, {@code width} bits each, follow one another from the lowest bit
 * of the lane's first word upwards and may cross from one 64-bit word into the next. Word {@code k}
 * of lane {@code l} is at index {@code k * 16 + l}:
 *
 * <pre>
 *   words   [ lane 0, word 0 | lane 1, word 0 | … | lane 15, word 0 | lane 0, word 1 | … ]
 *   lane l  word 0: bits 63 … | value 2·16+l | value 16+l | value l |   (lowest bit right)
 * </pre>
 *
 * <p>So one shift and one mask over 16 neighbouring words serve 16 neighbouring values, at every
 * width and without code generated per width. The idea is that of FastLanes (Afroozeh and Boncz,
 * VLDB 2023), with 16 lanes of 64 bits.
 */
@NullMarked
package io.pitwall.storage.kernel;

import org.jspecify.annotations.NullMarked;
