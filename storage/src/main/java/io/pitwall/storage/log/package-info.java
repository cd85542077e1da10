/**
 * The write-ahead log, version 1: records in, records out, in order, whole or not at all.
 *
 * <p>Comes in: payloads as bytes. Goes out: after {@link io.pitwall.storage.log.LogWriter#sync()}
 * the promise that they survive; after a crash, from {@link io.pitwall.storage.log.LogRecovery},
 * the payloads again with their log sequence numbers (LSN, from 1, without gaps). Not known here:
 * what a payload means, tables, the manifest.
 *
 * <h2>Files</h2>
 *
 * <p>A log is a directory of log files named by a number that only grows, {@code
 * 00000000000000000007.log}. All numbers are little-endian. A log file is filled with zeros once
 * and then recycled, because syncing a file whose size does not change is several times cheaper
 * than syncing one that grows. {@code NUMBER.spare} is a log file on its way from one life to the
 * next; its content means nothing. A record that is larger than a log file lies alone in a log file
 * of its own size.
 *
 * <pre>
 * log file:  0        64                 4096
 *           +--------+------------------+----------+----------+-----+------------------------+
 *           | header | zeros            | record   | record   | ... | zeros or former life   |
 *           +--------+------------------+----------+----------+-----+------------------------+
 *
 * log file header                                     record, aligned to 8 bytes
 *  0  magic            int   "PWLS"                   0  magic             int   "PWLR"
 *  4  version          int   1                        4  version           byte  1
 *  8  number           long  as in the file name      5  flags             byte  1 = mark
 * 16  first LSN        long  0 = no record yet        6  zero              short
 * 24  epoch            long  of the first record      8  total length      int   header, payload, padding
 * 32  zero                                           12  payload length    int
 * 60  CRC-32C of 0..59 int                           16  LSN               long
 *                                                    24  durable LSN       long  when this was written
 *                                                    32  epoch             long
 *                                                    40  CRC of the header of the record before  int
 *                                                    44  CRC-32C of the payload  int
 *                                                    48  zero              int
 *                                                    52  CRC-32C of 0..51  int
 *                                                    56  payload, then zeros up to 8 bytes
 * </pre>
 *
 * <h2>What is valid</h2>
 *
 * <p>A record belongs to the log if magic, version, lengths and both checksums are right, its LSN
 * is the next one, it names the checksum of the record before it, and its epoch is not lower than
 * that record's. The epoch is raised durably by the caller at each start, before the log is written
 * again. So neither a record of a log file's former life (its LSN is too low) nor one that lay
 * behind a torn record and was never acknowledged (its epoch is too low, and it names another
 * predecessor) can come back, even if the bytes before it are written again exactly as they were.
 *
 * <h2>Torn or damaged</h2>
 *
 * <p>Where the next record is not valid, the log ends, unless some later record says by its durable
 * LSN that the missing one had been synced. Without such a witness the rest is a torn tail: it was
 * never acknowledged and is written over. With one, the missing records are damage: the log files
 * concerned are copied to {@code quarantine/}, the loss is reported, and replay goes on at the next
 * valid record. What no witness covers is the group of records synced last: damage to it looks like
 * a torn tail. {@link io.pitwall.storage.log.LogWriter#mark()} closes that window after idleness
 * and at shutdown by an empty record behind it.
 *
 * <h2>Order of steps that must not change</h2>
 *
 * <ul>
 *   <li>A log file's records are synced before the first record of the next log file is written.
 *   <li>A log file appears under {@code NUMBER.log} only after its header with that number is
 *       synced, and the directory is synced before a record goes into it.
 *   <li>A log file to be recycled loses its {@code .log} name, durably, before a byte of it
 *       changes.
 *   <li>Before a log is written again, the header of a torn record at its end is zeroed durably:
 *       else writing the same payload again could make the old record whole.
 *   <li>An error of a write or a sync ends the writer for good; the sync is never tried again.
 * </ul>
 */
@NullMarked
package io.pitwall.storage.log;

import org.jspecify.annotations.NullMarked;
