/**
 * Everything the storage engine borrows from the machine: disk, time, threads and chance.
 *
 * <p>The rest of {@code storage} touches none of these directly. It is given a {@link
 * io.pitwall.storage.runtime.FileSystem}, a {@link io.pitwall.storage.runtime.Clock} and a {@link
 * io.pitwall.storage.runtime.Scheduler}, so that a test can use a simulated disk, a clock moved by
 * hand and a scheduler that steps all agents on one thread, tear and lose writes, and replay each
 * failure from its seed.
 *
 * <p>In: paths, bytes, agents. Out: the operating system's answers, whole or as an exception; no
 * caller ever sees a short read or write. This package knows no file format, table or record.
 */
@NullMarked
package io.pitwall.storage.runtime;

import org.jspecify.annotations.NullMarked;
