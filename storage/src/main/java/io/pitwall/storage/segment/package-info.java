/**
 * Segment files, version 1: the sealed rows of one table, immutable, column by column.
 *
 * <p>In: sorted rows as column blocks of at most 1,024 rows ({@link
 * io.pitwall.storage.segment.SegmentWriter}). Out: vectors, summaries and dictionaries ({@link
 * io.pitwall.storage.segment.SegmentFile}), read through the byte-capped {@link
 * io.pitwall.storage.cache.BlockCache}. Names, the manifest, sorting and the log belong to others.
 *
 * <p>A second version gets a package of its own beside this one; a reader then chooses by the
 * version in the header.
 *
 * <p><b>The file.</b> All fixed-width numbers are little-endian; {@code varint} is seven bits a
 * byte, lowest first. Column-major: all blocks of a column lie back to back.
 *
 * <pre>
 *  0 +--------------------------------------------------------------+
 *    | header, 32 bytes                                             |
 * 32 +--------------------------------------------------------------+
 *    | column: [dictionary section] block 0 | block 1 | … | index   |
 *    +--------------------------------------------------------------+
 *    | next column …                                                |
 *    +--------------------------------------------------------------+
 *    | series directory section                                     |
 *    +--------------------------------------------------------------+
 *    | footer                                                       |
 *    +--------------------------------------------------------------+
 *    | trailer, 48 bytes                                            |
 *    +--------------------------------------------------------------+
 *
 *  header   magic 8 | version 4 | table id 4 | file id 8 | zero 4 | CRC of these 28 bytes 4
 *  trailer  footer offset 8 | footer length 4 | footer CRC 4 | file size 8 | file id 8 | version 4
 *           | CRC of these 36 bytes 4 | magic 8
 *
 *  block    nothing, where all rows are null; else
 *           [varint length, presence mask]     only where some rows are null
 *           values: by the column's storage
 *             0 numbers  encoded longs or doubles
 *             1 codes    encoded codes of the column's dictionary
 *             2 text     varint length, encoded codes | varint n | n distinct strings, encoded text
 *           A null row has the value of a row before it (or of the first row with one).
 *
 *  section  payload, or its zstd form where that saves more than 15 %; found by its reference:
 *           varlong offset | varint stored length | varint length | CRC 4
 *  array    in chunks of 1,024 numbers, each: varint length | encoded longs or doubles
 *
 *  index    array of block lengths | CRC 4 of each block | statistics of each block
 *  statistics  arrays: nulls, and by type
 *           TIMESTAMP        min, max
 *           LONG, BOOLEAN    min, max, upper half of sum, lower half of sum
 *           DOUBLE           NaNs, min, max, sum, compensation
 *           STRING, codes    least code, greatest code
 *           A block without such a value has zeros (codes: −1).
 *  dictionary  varint n | array of lengths | bytes; strictly ascending by unsigned bytes
 *  series   varint n | arrays: series id, first row, rows, min time, max time
 *
 *  footer   varint feature bits, 0 | varlong rows | varint blocks | array of rows of each block
 *           | min time 8 | max time 8 | first LSN 8 | last LSN 8
 *           | varint n, n × varint column id of the clustering key
 *           | varint series | series section
 *           | varint columns, for each: varint id | type 1 | kind 1 | storage 1
 *             | varlong offset of block 0 | varlong length of all blocks | index section
 *             | codes only: varint size, dictionary section | statistics of the whole column
 * </pre>
 *
 * <p><b>Checksums</b> are CRC32C. Those of blocks, sections and the footer are taken over an
 * identity and then the stored bytes, so that a block in another's place is damage: file id 8,
 * table id 4, column id 4 (−1: none), number 4 (block number, or −1 index, −2 dictionary, −3 series
 * directory, −4 footer).
 *
 * <p>A reader refuses a version, feature bit, type, kind or storage that it does not know. Type and
 * kind codes are those of {@link io.pitwall.storage.column.ColumnType} and {@link
 * io.pitwall.storage.column.ColumnKind}; encodings are those of {@code
 * io.pitwall.storage.encoding}.
 */
@NullMarked
package io.pitwall.storage.segment;

import org.jspecify.annotations.NullMarked;
