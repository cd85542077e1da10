/**
 * The manifest, version 1: which files the store consists of, its names and ids, and how far each
 * table is sealed.
 *
 * <p>In: lists of {@link io.pitwall.storage.manifest.ManifestEdit}, each list durable whole or not
 * at all. Out: the live edits, in an order in which they can be applied to an empty store. What the
 * edits mean to the catalog, the log and queries, and when they are made, is decided elsewhere.
 *
 * <p><b>The file</b> {@code manifest/manifest-} and 16 hexadecimal digits, its number. All
 * fixed-width numbers are little-endian; {@code varint} is seven bits a byte, lowest first.
 *
 * <pre>
 *   +------------------------------------------------------------------------+
 *   | header, 28 bytes: magic 8 | version 4 | zero 4 | file number 8 | CRC 4 |
 *   +------------------------------------------------------------------------+
 *   | record 0: checkpoint, the whole live state                             |
 *   +------------------------------------------------------------------------+
 *   | record 1, 2, …: one commit each                                        |
 *   +------------------------------------------------------------------------+
 *
 *   record   magic 4 | payload length 4 | sequence 4 | CRC of the record before (first: of the
 *            header) 4 | CRC 4, of these 16 bytes, the file number 8 and the payload | payload
 *   payload  edits, each: varint kind | varint length | body
 *
 *   kind  body
 *    1 epoch raised        varlong epoch
 *    2 file ids reserved   varlong next file id
 *    3 to 8               a catalog change: {@link io.pitwall.storage.catalog.CatalogChangeCodec}
 *    9 segment added       varlong file | varint table | varlong rows | min time 8 | max time 8
 *                          | first LSN 8 | last LSN 8 | varlong bytes
 *   10 segment dropped     varlong file
 *   11 sealed              varint table | varint source | position 8
 *   12 source released     varint source | position 8
 * </pre>
 *
 * <p><b>Rolling.</b> When the file has grown by its limit, and at each start, the next one is
 * written under another name with its checkpoint, forced and renamed; the directory is synced; then
 * the older file is deleted. So a file of this name is whole up to its last commit, and the one
 * with the highest number counts. A start rolls because what it read may be in the operating
 * system's cache alone, marked clean by a sync that failed; without room for a new file it writes
 * the old one again in its place.
 *
 * <p><b>Recovery.</b> Each commit is forced before the next is written, so only the last record can
 * be torn: it is cut. A bad record before a good one is damage, and so is a bad header or
 * checkpoint: the manifest refuses to open. An orderly close appends an empty record, so that the
 * last commit before it is not taken for torn when it is damaged; after a crash, damage to the very
 * last record can't be distinguished from a torn write. A manifest with an unknown version or kind
 * of edit refuses to open.
 */
@NullMarked
package io.pitwall.storage.manifest;

import org.jspecify.annotations.NullMarked;
