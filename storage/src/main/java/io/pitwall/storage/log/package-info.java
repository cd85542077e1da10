/**
 * The write-ahead log, version 1: records in, records out, in order, whole or not at all.
 *
 * <p>In: payloads as bytes. Out: after {@link io.pitwall.storage.log.LogWriter#sync()} the promise
 * that they survive; after a crash, from {@link io.pitwall.storage.log.LogRecovery}, the payloads
 * again with their log sequence numbers (LSN, from 1, without gaps). A payload is bytes here:
 * tables and the manifest belong to others.
 *
 * <h2>Files</h2>
 *
 * <p>A log is a directory of log files named by a number that only grows, {@code
 * 00000000000000000007.log}. A log file has a header ({@link
 * io.pitwall.storage.log.LogFileDescriptor}) and, from byte 4,096 on, records ({@link
 * io.pitwall.storage.log.RecordDescriptor}); the bytes are drawn at these two classes. All numbers
 * are little-endian.
 *
 * <p>A log file is filled with zeros once and then recycled, because syncing a file whose size does
 * not change is several times cheaper than syncing one that grows. {@code NUMBER.spare} is a file
 * between two lives; its content means nothing. A record that is larger than a log file gets a log
 * file of its own size and is alone in it.
 *
 * <h2>What is valid</h2>
 *
 * <p>A record belongs to the log if magic, version, lengths and both checksums are right, its LSN
 * is the next one, it names the checksum of the record before it, and its epoch is not lower than
 * that record's. The caller raises the epoch durably at each start, before the log is written
 * again. So neither a record of a file's former life (its LSN is too low) nor one after a torn
 * record that was never acknowledged (its epoch is too low, and it names another predecessor) can
 * come back, even if the bytes before it are written again exactly as they were.
 *
 * <h2>Torn or damaged</h2>
 *
 * <p>Where the next record is not valid, the log ends, unless a later record says by its durable
 * LSN that the missing one had been synced. Without such a witness the rest is a torn tail: it was
 * never acknowledged and is overwritten. With one, the missing records are damage: the files with
 * them are copied to {@code quarantine/}, the loss is reported, and replay continues at the next
 * valid record. No witness covers the group of records that was synced last: damage to it looks
 * like a torn tail. {@link io.pitwall.storage.log.LogWriter#mark()} closes that window after
 * idleness, at a start and at shutdown by an empty record after it.
 *
 * <h2>Order of steps that must not change</h2>
 *
 * <ul>
 *   <li>The records of a file are synced before the first record of the next file is written.
 *   <li>A file appears under {@code NUMBER.log} only after its header with that number is synced,
 *       and the directory is synced before a record goes into it.
 *   <li>A file that is recycled loses its {@code .log} name, durably, before a byte of it changes.
 *   <li>Before a log is read, the records that no other one witnesses are written again and forced:
 *       after a failed sync the operating system's cache may have them and the disk not.
 *   <li>Before a log is written again, the header of a torn record at its end is zeroed durably:
 *       else writing the same payload again could make the old record whole.
 *   <li>An error of a write or a sync ends the writer for good; the sync is never tried again.
 * </ul>
 */
@NullMarked
package io.pitwall.storage.log;

import org.jspecify.annotations.NullMarked;
