package io.pitwall.storage.log;

import static io.pitwall.storage.log.LogFixture.append;
import static io.pitwall.storage.log.LogFixture.appendBytes;
import static io.pitwall.storage.log.LogFixture.logFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.storage.limit.FormatLimits;
import io.pitwall.storage.options.LogOptions;
import io.pitwall.storage.runtime.OsFileSystem;
import io.pitwall.storage.runtime.SystemClock;
import io.pitwall.storage.runtime.ThreadScheduler;
import io.pitwall.storage.simulation.Chance;
import io.pitwall.storage.simulation.ManualClock;
import io.pitwall.storage.simulation.SimulatedFileSystem.Operation;
import io.pitwall.storage.simulation.SteppedScheduler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogWriterTest {

  private final LogFixture log = new LogFixture();

  @Test
  void aGroupCostsOneWriteAndOneSync() throws IOException {
    try (LogWriter writer = log.writer()) {
      append(writer, "first");
      writer.sync();
      long writes = count(Operation.WRITE);
      long forces = count(Operation.FORCE);
      for (int i = 0; i < 10; i++) {
        append(writer, "record " + i);
      }
      assertThat(writer.durableLsn()).isEqualTo(1);
      assertThat(writer.sync()).isEqualTo(11);
      writer.sync();
      assertThat(count(Operation.WRITE) - writes).isEqualTo(1);
      assertThat(count(Operation.FORCE) - forces).isEqualTo(1);
    }
  }

  private long count(Operation operation) {
    return log.files.counts().getOrDefault(operation, 0L);
  }

  @Test
  void recordsOfAllSizesAroundBufferAndFileAreReadBack() throws IOException {
    List<String> expected = new ArrayList<>();
    LogOptions options = LogFixture.OPTIONS.withMaxBytes(1 << 20);
    try (LogWriter writer = log.writer(options)) {
      for (int length : new int[] {0, 1, 7, 8, 4040, 4041, 4096, 3928, 3976, 3984, 3985, 50_000}) {
        String text = "x".repeat(length);
        expected.add(append(writer, text) + ":" + text);
        expected.add(append(writer, "between") + ":between");
      }
      writer.sync();
    }
    assertThat(log.replay().damages()).isEmpty();
    assertThat(log.replayed).isEqualTo(expected);
  }

  @Test
  void aFullLogRefusesWithoutLossAndTakesRecordsAgainOnceSpaceIsReleased() throws IOException {
    try (LogWriter writer = log.writer()) {
      long last = fill(writer);
      assertThat(writer.bytesInUse()).isEqualTo(LogFixture.OPTIONS.maxBytes());
      assertThat(writer.lastLsn()).isEqualTo(last);
      writer.mark();
      assertThatThrownBy(() -> appendBytes(writer, 3000)).isInstanceOf(LogFullException.class);
      writer.release(2);
      assertThat(appendBytes(writer, 3000)).isEqualTo(last + 2);
      writer.sync();
    }
    assertThat(log.replay(3).damages()).isEmpty();
    assertThat(log.replayed).hasSize(4);
  }

  @Test
  void aFileThatAloneNearlyFillsTheCapIsFollowedByAnotherButNotByTwo() throws IOException {
    try (LogWriter writer = log.writer(new LogOptions(8192, 2 * 8192, 0, 4096, 0))) {
      appendBytes(writer, 9000); // in a file of its own
      writer.sync();
      long alone = writer.bytesInUse();
      assertThat(alone + 8192).isGreaterThan(2 * 8192);
      appendBytes(writer, 3000);
      writer.sync();
      assertThat(writer.bytesInUse()).as("past the cap").isEqualTo(alone + 8192);
      assertThatThrownBy(() -> appendBytes(writer, 3000)).isInstanceOf(LogFullException.class);
      writer.release(1);
      assertThat(writer.bytesInUse()).isEqualTo(8192);
      appendBytes(writer, 3000);
      writer.sync();
    }
    assertThat(log.replay(2).damages()).isEmpty();
    assertThat(log.replayed).hasSize(2);
  }

  @Test
  void aRecordThatIsLargerThanTheCapIsRefusedAlsoByAnEmptyLog() throws IOException {
    LogOptions options = new LogOptions(8192, 2 * 8192, 0, 4096, 0);
    try (LogWriter writer = log.writer(options)) {
      assertThatThrownBy(() -> appendBytes(writer, 2 * 8192)).isInstanceOf(LogFullException.class);
      int largest = (int) LogWriter.maxPayloadBytes(options);
      appendBytes(writer, largest);
      writer.sync();
    }
    assertThat(log.replay().records()).isEqualTo(1);
  }

  private static long fill(LogWriter writer) throws IOException {
    long last = 0;
    try {
      while (true) {
        last = appendBytes(writer, 3000);
        writer.sync();
      }
    } catch (LogFullException full) {
      assertThat(full).hasMessageContaining("the log is full: 40960 bytes are in use");
    }
    return last;
  }

  @Test
  void releasedFilesAreRecycledUpToThePoolAndTheRestDeleted() throws IOException {
    try (LogWriter writer = log.writer()) {
      fill(writer);
      long creates = count(Operation.CREATE);
      writer.release(4);
      assertThat(log.files.paths()).containsExactly(logFile(5), logFile(6));
      assertThat(writer.bytesInUse()).isEqualTo(8192);
      appendBytes(writer, 3000);
      writer.sync();
      assertThat(count(Operation.CREATE)).isEqualTo(creates);
    }
    assertThat(log.replay(5).damages()).isEmpty();
    assertThat(log.replayed).hasSize(2);
  }

  @Test
  void noRecordOfAFilesFormerLifeIsReplayed() throws IOException {
    try (LogWriter writer = log.writer()) {
      fill(writer);
      writer.release(5);
      appendBytes(writer, 3000);
      writer.sync();
      append(writer, "lost");
    }
    RecoveredLog recovered = log.replay(6);
    assertThat(recovered.lastLsn()).isEqualTo(6);
    assertThat(recovered.damages()).isEmpty();
    assertThat(recovered.tornTail()).isFalse();
  }

  @Test
  void aFailedSyncPoisonsTheWriterForGoodAndIsNotTriedAgain() throws IOException {
    LogWriter writer = log.writer();
    append(writer, "kept");
    writer.sync();
    append(writer, "lost");
    log.files.failOn(Operation.FORCE, 1, false, "Input/output error");
    assertThatThrownBy(writer::sync)
        .isInstanceOf(LogPoisonedException.class)
        .hasMessageContaining("Input/output error");
    long forces = count(Operation.FORCE);
    assertThatThrownBy(writer::sync).isInstanceOf(LogPoisonedException.class);
    assertThatThrownBy(() -> append(writer, "more")).isInstanceOf(LogPoisonedException.class);
    assertThatThrownBy(writer::mark).isInstanceOf(LogPoisonedException.class);
    assertThat(writer.isPoisoned()).isTrue();
    assertThat(writer.durableLsn()).isEqualTo(1);
    assertThat(count(Operation.FORCE)).isEqualTo(forces);
    writer.close();
    log.files.crash();
    log.files.recoverAfterCrash();
    log.replay();
    assertThat(log.replayed).startsWith("1:kept");
  }

  @Test
  void aFailedWritePoisonsTheWriter() throws IOException {
    LogWriter writer = log.writer();
    append(writer, "a");
    log.files.failOn(Operation.WRITE, 1, false, "No space left on device");
    assertThatThrownBy(writer::sync).isInstanceOf(LogPoisonedException.class);
    assertThatThrownBy(writer::sync).isInstanceOf(LogPoisonedException.class);
    assertThat(writer.durableLsn()).isZero();
    writer.close();
  }

  @Test
  void aDiskWithoutRoomForTheNextFileRefusesRecordsButPoisonsNothing() throws IOException {
    try (LogWriter writer = log.writer()) {
      appendBytes(writer, 3000);
      writer.sync();
      log.files.capacity(8192 + 100);
      assertThatThrownBy(() -> appendBytes(writer, 3000))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("limit min-free-bytes");
      assertThat(writer.isPoisoned()).isFalse();
      append(writer, "small ones still fit");
      writer.sync();
      log.files.capacity(1 << 20);
      appendBytes(writer, 3000);
      writer.sync();
    }
    assertThat(log.replay().damages()).isEmpty();
    assertThat(log.replayed).hasSize(3);
  }

  @Test
  void aNewFileLeavesFreeWhatTheLimitSaysToTheByte() throws IOException {
    LogOptions options = LogFixture.OPTIONS.withMinFreeBytes(1000);
    try (LogWriter writer = log.writer(options)) {
      appendBytes(writer, 3000);
      writer.sync();
      log.files.capacity(2 * 8192 + 999);
      long writes = count(Operation.WRITE);
      assertThatThrownBy(() -> appendBytes(writer, 3000))
          .hasMessageContaining("would leave less than 1000 (limit min-free-bytes)");
      assertThat(count(Operation.WRITE)).as("the disk is not filled first").isEqualTo(writes);
      log.files.capacity(2 * 8192 + 1000);
      appendBytes(writer, 3000);
      writer.sync();
    }
    assertThat(log.replay().records()).isEqualTo(2);
  }

  @Test
  void theAgentLeavesADiskAloneThatHasNoRoom() throws IOException {
    SteppedScheduler scheduler = new SteppedScheduler(new ManualClock(0), new Chance(2));
    try (LogWriter writer = log.writer(LogFixture.OPTIONS.withMinFreeBytes(1000), scheduler)) {
      appendBytes(writer, 3000);
      writer.sync();
      log.files.capacity(2 * 8192 + 999);
      long writes = count(Operation.WRITE);
      scheduler.runUntilIdle();
      assertThat(scheduler.advanceToNext()).as("it waits to be woken").isFalse();
      assertThat(count(Operation.WRITE)).isEqualTo(writes);
    }
  }

  /** A file that can't be recycled or deleted is tried again: its space is not lost. */
  @Test
  void noReleasedFileIsForgottenWhateverFails() throws IOException {
    for (Operation operation : Operation.values()) {
      for (int n = 1; n <= 6; n++) {
        LogFixture fixture = new LogFixture();
        try (LogWriter writer = fixture.writer()) {
          fill(writer);
          fixture.files.failOn(operation, n, false, "injected");
          release(writer, 5);
          fixture.files.heal();
          for (int i = 0; i < 6; i++) {
            release(writer, 5);
          }
          assertThat(fixture.files.paths()).as("%s %d", operation, n).hasSizeLessThanOrEqualTo(2);
          appendBytes(writer, 3000);
          writer.sync();
        }
        assertThat(fixture.replay(6).damages()).as("%s %d", operation, n).isEmpty();
        assertThat(fixture.replayed).hasSize(1);
      }
    }
  }

  private static void release(LogWriter writer, long lsn) {
    try {
      writer.release(lsn);
    } catch (IOException e) {
      assertThat(e).hasMessage("injected");
    }
  }

  @Test
  void halfOfTheCapInUseNamesTheRecordsToBeSealed() throws IOException {
    try (LogWriter writer = log.writer(new LogOptions(8192, 8 * 8192, 1, 4096, 0))) {
      for (int file = 1; file <= 4; file++) {
        assertThat(writer.pressedLsn()).isZero();
        appendBytes(writer, 3000);
      }
      writer.sync();
      assertThat(writer.pressedLsn()).as("four of eight files").isZero();
      appendBytes(writer, 3000);
      writer.sync();
      assertThat(writer.pressedLsn()).as("five of eight, two may stay").isEqualTo(3);
      writer.release(3);
      assertThat(writer.pressedLsn()).isZero();
    }
  }

  @Test
  void everyFailingOperationEndsWithoutALossOfWhatWasAcknowledged() throws IOException {
    for (Operation operation :
        List.of(
            Operation.WRITE,
            Operation.FORCE,
            Operation.RENAME,
            Operation.CREATE,
            Operation.SYNC_DIRECTORY,
            Operation.OPEN)) {
      for (int n = 1; n < 40; n++) {
        failOnce(operation, n);
      }
    }
  }

  private static void failOnce(Operation operation, int n) throws IOException {
    LogFixture fixture = new LogFixture();
    long durable = 0;
    fixture.files.failOn(operation, n, n % 2 == 0, "planned");
    try (LogWriter writer = fixture.writer()) {
      for (int i = 0; i < 12; i++) {
        appendBytes(writer, 1500);
        durable = writer.sync();
        if (i == 6) {
          writer.release(2);
        }
      }
    } catch (IOException planned) {
      assertThat(planned).hasStackTraceContaining("planned");
    }
    fixture.files.recoverAfterCrash();
    RecoveredLog recovered = fixture.replay(3);
    assertThat(recovered.damages()).as("%s %d", operation, n).isEmpty();
    assertThat(recovered.lastLsn()).as("%s %d", operation, n).isGreaterThanOrEqualTo(durable);
  }

  @Test
  void theAgentKeepsFilesReadySoThatRollingNeedsNoNewFile() throws IOException {
    SteppedScheduler scheduler = new SteppedScheduler(new ManualClock(0), new Chance(2));
    try (LogWriter writer = log.writer(scheduler)) {
      appendBytes(writer, 3000);
      scheduler.runUntilIdle();
      long creates = count(Operation.CREATE);
      long renames = count(Operation.RENAME);
      appendBytes(writer, 3000);
      writer.sync();
      assertThat(count(Operation.CREATE)).isEqualTo(creates);
      assertThat(count(Operation.RENAME)).isEqualTo(renames);
    }
  }

  @Test
  void recordsBeyondTheLimitAreRefused() throws IOException {
    try (LogWriter writer = log.writer()) {
      assertThatThrownBy(() -> writer.append(new byte[0], 0, FormatLimits.RECORD_PAYLOAD_BYTES + 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at most 268435456 are allowed");
      assertThatThrownBy(() -> writer.append(new byte[0], 0, FormatLimits.RECORD_PAYLOAD_BYTES))
          .isInstanceOf(LogFullException.class);
    }
  }

  @Test
  void optionsThatCannotWorkAreRefused() {
    assertThatThrownBy(() -> new LogOptions(8191, 1 << 20, 1, 4096, 0))
        .hasMessageContaining("a log file of 8191 bytes");
    assertThatThrownBy(() -> new LogOptions(8192, 8192, 1, 4096, 0))
        .hasMessageContaining("cannot hold two files");
    assertThatThrownBy(() -> new LogOptions(8192, 1 << 20, -1, 4096, 0))
        .hasMessageContaining("pooledFiles");
    assertThatThrownBy(() -> new LogOptions(8192, 1 << 20, 1, 4095, 0))
        .hasMessageContaining("a log buffer of 4095 bytes");
  }

  @Test
  void worksOnTheOperatingSystemsFilesWithItsOwnThread(@TempDir Path directory) throws IOException {
    LogOptions options = new LogOptions(1 << 20, 16 << 20, 2, 64 << 10, 0);
    List<Throwable> faults = new ArrayList<>();
    try (OsFileSystem files = OsFileSystem.open(directory);
        ThreadScheduler scheduler =
            new ThreadScheduler(new SystemClock(), (role, fault) -> faults.add(fault))) {
      RecoveredLog empty = LogRecovery.replay(files, "log", 1, (lsn, b, o, n) -> {});
      try (LogWriter writer = LogWriter.resume(empty, 1, options, scheduler)) {
        for (int i = 1; i <= 200; i++) {
          appendBytes(writer, 100_000);
          writer.sync();
          writer.release(i - 20);
        }
        writer.mark();
      }
      List<Long> lsns = new ArrayList<>();
      RecoveredLog recovered =
          LogRecovery.replay(files, "log", 181, (lsn, b, o, n) -> lsns.add(lsn));
      assertThat(recovered.damages()).isEmpty();
      assertThat(recovered.lastLsn()).isEqualTo(201);
      assertThat(lsns).hasSize(20).startsWith(181L).endsWith(200L);
    }
    assertThat(faults).isEmpty();
  }
}
