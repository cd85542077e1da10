package io.pitwall.storage.log;

import io.pitwall.storage.options.LogOptions;
import io.pitwall.storage.runtime.OsFileSystem;
import io.pitwall.storage.runtime.SystemClock;
import io.pitwall.storage.runtime.ThreadScheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One record appended and made durable, on the disk that holds the working directory; segments are
 * released at once, so that it runs on recycled ones.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LogAppendBenchmark {

  /** Bytes of a record. */
  @Param({"4096", "65536", "1048576"})
  public int payloadBytes;

  private Path directory;
  private OsFileSystem files;
  private ThreadScheduler scheduler;
  private LogWriter writer;
  private byte[] payload;

  /** Opens an empty log under the working directory. */
  @Setup
  public void open() throws IOException {
    directory = Files.createTempDirectory(Path.of("").toAbsolutePath(), "log-benchmark");
    files = OsFileSystem.open(directory);
    scheduler =
        new ThreadScheduler(
            new SystemClock(),
            (roleName, fault) -> {
              throw new IllegalStateException(roleName, fault);
            });
    writer =
        LogWriter.resume(
            LogRecovery.replay(files, "log", 1, (lsn, buffer, offset, length) -> {}),
            1,
            LogOptions.defaults(),
            scheduler);
    payload = new byte[payloadBytes];
    new SplittableRandom(1).nextBytes(payload);
  }

  /** Appends, syncs and frees. */
  @Benchmark
  public long appendAndSync() throws IOException {
    writer.append(payload, 0, payload.length);
    long durable = writer.sync();
    writer.release(durable);
    return durable;
  }

  /** Deletes the log. */
  @TearDown
  public void close() throws IOException {
    writer.close();
    scheduler.close();
    for (String name : files.list("log")) {
      files.delete("log/" + name);
    }
    files.delete("log");
    files.close();
    Files.delete(directory);
  }
}
