/**
 * Everything the storage engine borrows from the machine: disk, time, threads and chance.
 *
 * <p>The rest of {@code storage} touches none of these directly. It is given a {@link
 * io.pitwall.storage.runtime.FileSystem}, a {@link io.pitwall.storage.runtime.Clock} and a {@link
 * io.pitwall.storage.runtime.Scheduler}, so that a test can put a simulated disk, a clock moved by
 * hand and a stepper on one thread in their place, tear and lose writes, and replay each failure
 * from its seed.
 *
 * <p>Comes in: paths, bytes, agents. Goes out: the operating system's answers, whole or as an
 * exception; a short read or write never leaves this room. Not known here: any file format, any
 * table, any record.
 */
@NullMarked
package io.pitwall.storage.runtime;

import org.jspecify.annotations.NullMarked;
