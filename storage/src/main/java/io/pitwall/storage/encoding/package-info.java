/**
 * Blocks: up to 1,024 neighbouring values of one column as few bytes.
 *
 * <p>In come primitive arrays ({@link io.pitwall.storage.encoding.BlockEncoder}), out go bytes, and
 * back ({@link io.pitwall.storage.encoding.BlockDecoder}). The log and the segments put blocks into
 * their files; nothing here knows of files, checksums, columns or tables, nor stores a block's
 * count and length: both come from outside.
 *
 * <p><b>Format.</b> Numbers are little-endian. A <i>varint</i> is an unsigned LEB128 number; a
 * <i>signed varlong</i> is one whose lowest bit holds the sign (0, −1, 1, −2 … become 0, 1, 2, 3
 * …). A block is one byte that names the encoding, and what the encoding's class draws:
 *
 * <pre>
 *    1  constant             {@link io.pitwall.storage.encoding.ConstantEncoding}          longs, times, booleans, codes
 *    2  run-length           {@link io.pitwall.storage.encoding.RunLengthEncoding}
 *    3  frame of reference   {@link io.pitwall.storage.encoding.FrameOfReferenceEncoding}
 *    4  delta                {@link io.pitwall.storage.encoding.DeltaEncoding}
 *    5  delta of delta       {@link io.pitwall.storage.encoding.DeltaOfDeltaEncoding}
 *    6  raw                  {@link io.pitwall.storage.encoding.RawEncoding}
 *   32  constant             {@link io.pitwall.storage.encoding.ConstantEncoding}          doubles
 *   33  decimal              {@link io.pitwall.storage.encoding.DecimalEncoding}
 *   34  raw bits             {@link io.pitwall.storage.encoding.DoubleBitsEncoding}
 *   64  raw                  {@link io.pitwall.storage.encoding.TextEncoding}              text
 *   65  zstd                 {@link io.pitwall.storage.encoding.TextEncoding}
 *   96  constant             {@link io.pitwall.storage.encoding.PresenceEncoding}          presence (null masks)
 *   97  runs                 {@link io.pitwall.storage.encoding.PresenceEncoding}
 *   98  bits                 {@link io.pitwall.storage.encoding.PresenceEncoding}
 * </pre>
 *
 * <p>Bit-packed values are laid out as {@link io.pitwall.storage.encoding.BitPacking} says. An
 * unknown code is a {@link io.pitwall.storage.format.CorruptDataException}; codes are never given a
 * second meaning. A decimal block, and one of doubles by their bits, hold a block of longs of any
 * encoding; a run-length block holds two of encodings 1, 3 or 6.
 */
@NullMarked
package io.pitwall.storage.encoding;

import org.jspecify.annotations.NullMarked;
