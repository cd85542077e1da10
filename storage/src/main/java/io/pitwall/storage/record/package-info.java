/**
 * The payload of a log record: one request, over all its tables, as encoded columns.
 *
 * <p>In: a {@link io.pitwall.storage.batch.WriteBatch}, encoded on the thread that parsed it
 * ({@link io.pitwall.storage.record.BatchEncoder}), then given its ids and put together by the
 * log's thread ({@link io.pitwall.storage.record.RecordWriter}). Out, live and on replay alike:
 * {@link io.pitwall.storage.record.RowRun}s, which the head appends.
 *
 * <h2>Record v1</h2>
 *
 * All integers are LEB128 unless a width is given; {@code blocks} are encoded column blocks (see
 * {@code io.pitwall.storage.encoding}) of 1,024 rows, the last one shorter.
 *
 * <pre>
 * +---------+-------------+------------------------+-----------+---------------------+----------+
 * | version | definitions | definition …           | tables    | table …             | sections |
 * | 1 byte  | byte count  | as in the manifest     | count     | see below           |          |
 * +---------+-------------+------------------------+-----------+---------------------+----------+
 *
 * table:    table id, rows, series count, series id …, bytes of times, bytes of series,
 *           columns count, column …
 * column:   column id, type (1 byte), flags (1 byte; bit 0: has nulls), strings, bytes of strings,
 *           bytes of values
 * sections: for each table: times, series (index into the table's list, by row), and for each
 *           column its strings (blocks of text) and its values
 * blocks:   length, bytes; where the column has nulls, each block of values comes after one of
 *           presence bits with a length of its own
 * </pre>
 *
 * Ids are those of the manifest, of an earlier record or of this record's definitions. Times are
 * final, so replay needs no clock. A column's type is the one it had when the record was written.
 */
@NullMarked
package io.pitwall.storage.record;

import org.jspecify.annotations.NullMarked;
