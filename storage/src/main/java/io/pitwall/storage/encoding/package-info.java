/**
 * Blocks: up to 1,024 neighbouring values of one column in few bytes.
 *
 * <p>In: primitive arrays ({@link io.pitwall.storage.encoding.BlockEncoder}). Out: bytes, and back
 * ({@link io.pitwall.storage.encoding.BlockDecoder}). Log records and segment files consist of
 * blocks; they store each block's count and length themselves, with checksums where they need them.
 *
 * <p>A block is one byte that names the encoding, then what the encoding's class draws in its
 * documentation. Numbers are little-endian. A <i>varint</i> is an unsigned LEB128 number; a
 * <i>signed varlong</i> is one whose lowest bit is the sign (0, −1, 1, −2 … become 0, 1, 2, 3 …).
 *
 * <p>The encodings are tables: {@link io.pitwall.storage.encoding.LongEncoding} for longs, times,
 * booleans and codes, {@link io.pitwall.storage.encoding.DoubleEncoding}, {@link
 * io.pitwall.storage.encoding.TextEncoding} and {@link
 * io.pitwall.storage.encoding.PresenceEncoding} for null masks. {@code
 * docs/formats/block-encodings-v1.md} lists all of them, and a test compares that list with the
 * tables. An unknown code is a {@link io.pitwall.storage.format.CorruptDataException}; a code never
 * gets a second meaning.
 *
 * <p>A decimal block and one of raw bits contain a block of longs of any encoding. A run-length
 * block contains two of longs, each constant, raw or a frame of reference. Bit-packed values are
 * laid out as {@link io.pitwall.storage.encoding.BitPacking} says.
 */
@NullMarked
package io.pitwall.storage.encoding;

import org.jspecify.annotations.NullMarked;
