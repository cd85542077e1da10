package io.pitwall.storage.log;

import static io.pitwall.storage.log.LogFixture.append;
import static io.pitwall.storage.log.LogFixture.appendBytes;
import static io.pitwall.storage.log.LogFixture.logFile;
import static io.pitwall.storage.log.LogFixture.recordPosition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.storage.format.Checksum;
import io.pitwall.storage.limit.FormatLimits;
import io.pitwall.storage.options.LogOptions;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class LogRecoveryTest {

  private final LogFixture log = new LogFixture();

  @Test
  void anEmptyDirectoryIsAnEmptyLog() throws IOException {
    RecoveredLog recovered = log.replay();
    assertThat(recovered.lastLsn()).isZero();
    assertThat(recovered.damages()).isEmpty();
    assertThat(log.replayed).isEmpty();
  }

  @Test
  void replayHandsOutWhatWasSyncedOverSeveralStarts() throws IOException {
    for (String text : new String[] {"a", "b", "c"}) {
      try (LogWriter writer = log.writer()) {
        append(writer, text);
        writer.sync();
      }
    }
    RecoveredLog recovered = log.replay();
    // Each start appends a mark, which has an LSN of its own, as a witness of what it found.
    assertThat(log.replayed).containsExactly("1:a", "3:b", "5:c");
    assertThat(recovered.lastEpoch()).isEqualTo(3);
    assertThat(recovered.records()).isEqualTo(3);
    log.replay(5);
    assertThat(log.replayed).containsExactly("5:c");
  }

  @Test
  void replayCutsATornTailAndKeepsTheRest() throws IOException {
    writeFourRecordsInTwoGroups();
    log.files.flipBit(logFile(1), recordPosition(3, 1) + RecordDescriptor.HEADER_LENGTH, 0);
    RecoveredLog recovered = log.replay();
    assertThat(log.replayed).containsExactly("1:a", "2:b", "3:c");
    assertThat(recovered.tornTail()).isTrue();
    assertThat(recovered.damages()).isEmpty();
  }

  @Test
  void aGroupThatNobodyWitnessesIsCutWhereItsFirstRecordIsTorn() throws IOException {
    writeFourRecordsInTwoGroups();
    log.files.flipBit(logFile(1), recordPosition(2, 1) + 20, 3);
    RecoveredLog recovered = log.replay();
    assertThat(log.replayed).containsExactly("1:a", "2:b");
    assertThat(recovered.tornTail()).isTrue();
    assertThat(recovered.damages()).isEmpty();
  }

  @Test
  void aRecordAfterATornOneDoesNotComeBackWhenTheSameBytesAreWrittenAgain() throws IOException {
    writeFourRecordsInTwoGroups();
    log.files.flipBit(logFile(1), recordPosition(2, 1) + RecordDescriptor.HEADER_LENGTH, 0);
    try (LogWriter writer = log.writer()) {
      assertThat(append(writer, "c")).isEqualTo(4);
      writer.sync();
    }
    log.replay();
    assertThat(log.replayed).containsExactly("1:a", "2:b", "4:c");
  }

  @Test
  void aTornRecordIsNotMadeWholeByWritingItsPayloadAgain() throws IOException {
    writeFourRecordsInTwoGroups();
    byte[] sound = log.files.content(logFile(1));
    int payloadAt = (int) recordPosition(2, 1) + RecordDescriptor.HEADER_LENGTH;
    log.files.flipBit(logFile(1), payloadAt, 0);
    log.writer().close();
    log.files.overwrite(logFile(1), payloadAt, new byte[] {sound[payloadAt]});
    log.replay();
    assertThat(log.replayed).containsExactly("1:a", "2:b");
  }

  @Test
  void damageBeforeADurableRecordIsQuarantinedReportedAndStepsOverOnlyWhatIsLost()
      throws IOException {
    writeFourRecordsInTwoGroups();
    byte[] before = log.files.content(logFile(1));
    long position = recordPosition(1, 1);
    log.files.flipBit(logFile(1), position + RecordDescriptor.HEADER_LENGTH, 7);
    RecoveredLog recovered = log.replay();
    assertThat(log.replayed).containsExactly("1:a", "3:c", "4:d");
    assertThat(recovered.damages()).hasSize(1);
    LogDamage damage = recovered.damages().getFirst();
    assertThat(damage.file()).isEqualTo(logFile(1));
    assertThat(damage.offset()).isEqualTo(position);
    assertThat(damage.firstLostLsn()).isEqualTo(2);
    assertThat(damage.lastLostLsn()).isEqualTo(2);
    assertThat(recovered.tornTail()).isFalse();

    String copy = "quarantine/log-1-damaged-at-" + position;
    assertThat(log.files.content(copy)).isEqualTo(log.files.content(logFile(1)));
    assertThat(log.files.content(copy)).isNotEqualTo(before);
    log.replay();
    assertThat(log.files.list("quarantine")).hasSize(1);
  }

  @Test
  void aMarkWitnessesTheLastGroup() throws IOException {
    try (LogWriter writer = log.writer()) {
      append(writer, "a");
      writer.sync();
      writer.mark();
      writer.mark();
      assertThat(writer.durableLsn()).isEqualTo(2);
    }
    log.files.flipBit(logFile(1), recordPosition(0, 1) + 16, 0);
    RecoveredLog recovered = log.replay();
    assertThat(log.replayed).isEmpty();
    assertThat(recovered.lastLsn()).isEqualTo(2);
    assertThat(recovered.damages()).hasSize(1);
    assertThat(recovered.damages().getFirst().lastLostLsn()).isEqualTo(1);
  }

  @Test
  void everyFlippedByteOfALogIsFoundAndCostsOnlyItsRecord() throws IOException {
    try (LogWriter writer = log.writer()) {
      for (String text : new String[] {"one", "two", "six"}) {
        append(writer, text);
        writer.sync();
      }
      writer.mark();
    }
    byte[] sound = log.files.content(logFile(1));
    int end = (int) recordPosition(3, 3);
    for (int at = 0; at < end; at++) {
      boolean used = at < LogFileDescriptor.HEADER_LENGTH || at >= LogFileDescriptor.RECORDS_OFFSET;
      if (used) {
        byte[] damaged = sound.clone();
        damaged[at] ^= (byte) (1 << (at % 8));
        log.files.put(logFile(1), damaged);
        RecoveredLog recovered = log.replay();
        boolean padding = isPadding(at);
        assertThat(recovered.damages()).as("byte %d", at).hasSize(padding ? 0 : 1);
        int lost = at < LogFileDescriptor.HEADER_LENGTH || padding ? 0 : 1;
        assertThat(log.replayed).as("byte %d", at).hasSize(3 - lost);
        assertThat("1:one 2:two 3:six").as("byte %d", at).contains(log.replayed);
      }
    }
  }

  /** A start after a crash must not leave the last group it found without a witness. */
  @Test
  void aStartWitnessesTheLastGroupThatItRecovered() throws IOException {
    writeFourRecordsInTwoGroups();
    log.writer().close();
    log.files.flipBit(logFile(1), recordPosition(3, 1) + RecordDescriptor.HEADER_LENGTH, 0);
    RecoveredLog recovered = log.replay();
    assertThat(recovered.damages()).hasSize(1);
    assertThat(recovered.damages().getFirst().lastLostLsn()).isEqualTo(4);
  }

  /** The oldest file usually begins with records that are not needed any more. */
  @Test
  void aDamagedHeaderCostsNoRecordWhereverTheNeededOnesBegin() throws IOException {
    fillThreeFiles();
    for (int file = 1; file <= 3; file++) {
      byte[] sound = log.files.content(logFile(file));
      for (int firstNeeded = 1; firstNeeded <= 9; firstNeeded++) {
        log.files.flipBit(logFile(file), 20, 1);
        RecoveredLog recovered = log.replay(firstNeeded);
        assertThat(log.replayed)
            .as("file %d, needed %d", file, firstNeeded)
            .hasSize(10 - firstNeeded);
        assertThat(recovered.damages())
            .singleElement()
            .satisfies(damage -> assertThat(damage.cause()).contains("header is not valid"))
            .satisfies(damage -> assertThat(damage.lastLostLsn()).isZero());
        log.files.put(logFile(file), sound);
      }
    }
  }

  @Test
  void aDamagedHeaderAndFirstRecordCostOnlyThatRecordAndNoneIfItIsNotNeeded() throws IOException {
    fillThreeFiles();
    log.files.flipBit(logFile(1), 20, 1);
    log.files.flipBit(logFile(1), recordPosition(0, 1200) + 100, 1);
    for (int firstNeeded = 2; firstNeeded <= 9; firstNeeded++) {
      RecoveredLog recovered = log.replay(firstNeeded);
      assertThat(log.replayed).as("needed %d", firstNeeded).hasSize(10 - firstNeeded);
      assertThat(recovered.damages()).allMatch(damage -> damage.lastLostLsn() == 0);
    }
    assertThat(log.replay(1).damages().getFirst().lastLostLsn()).isEqualTo(1);
    assertThat(log.replayed).hasSize(8);
  }

  @Test
  void aDamagedHeaderOfAFileWithOnlyOldRecordsChangesNothing() throws IOException {
    try (LogWriter writer = log.writer(new LogOptions(8192, 5 * 8192, 2, 4096, 0))) {
      for (int i = 0; i < 9; i++) {
        appendBytes(writer, 1200);
        writer.sync();
      }
      writer.release(6); // two files are prepared again, with their old records in them
    }
    String prepared = log.files.paths().getLast();
    log.files.flipBit(prepared, 20, 1);
    RecoveredLog recovered = log.replay(7);
    assertThat(log.replayed).hasSize(3);
    assertThat(recovered.damages()).hasSize(1);
    assertThat(recovered.lastLsn()).isEqualTo(9);
  }

  @Test
  void aDiskWithoutRoomForACopyOfTheDamageLetsTheLogBeRead() throws IOException {
    fillThreeFiles();
    log.files.flipBit(logFile(1), recordPosition(1, 1200) + 100, 1);
    log.files.capacity(3 * 8192 + 5000);
    RecoveredLog recovered = log.replay();
    assertThat(log.replayed).hasSize(8);
    assertThat(recovered.damages())
        .singleElement()
        .satisfies(damage ->
            assertThat(damage.cause())
                .contains("records 2 to 2")
                .contains("could not be copied to 'quarantine'"));
    assertThat(log.files.list("quarantine")).isEmpty();
  }

  private static boolean isPadding(int at) {
    int inRecord = (at - LogFileDescriptor.RECORDS_OFFSET) % RecordDescriptor.totalLength(3);
    return at >= LogFileDescriptor.RECORDS_OFFSET && inRecord >= RecordDescriptor.HEADER_LENGTH + 3;
  }

  @Test
  void everyTruncationIsSurvived() throws IOException {
    writeFourRecordsInTwoGroups();
    byte[] sound = log.files.content(logFile(1));
    for (int size = 0; size <= (int) recordPosition(4, 1); size += 4) {
      log.files.put(logFile(1), Arrays.copyOf(sound, size));
      log.replay();
      long whole = Math.max(0, (size - recordPosition(0, 1)) / RecordDescriptor.totalLength(1));
      assertThat(log.replayed).as("size %d", size).hasSize((int) Math.min(4, whole));
    }
  }

  @Test
  void aMissingFileInTheMiddleIsReported() throws IOException {
    fillThreeFiles();
    log.files.remove(logFile(2));
    RecoveredLog recovered = log.replay();
    assertThat(recovered.damages()).hasSize(1);
    LogDamage damage = recovered.damages().getFirst();
    assertThat(damage.firstLostLsn()).isEqualTo(4);
    assertThat(damage.lastLostLsn()).isEqualTo(6);
    assertThat(log.replayed).hasSize(6);
  }

  @Test
  void aMissingFirstFileIsReportedUnlessItIsNotNeeded() throws IOException {
    fillThreeFiles();
    log.files.remove(logFile(1));
    RecoveredLog recovered = log.replay();
    assertThat(recovered.damages()).hasSize(1);
    assertThat(recovered.damages().getFirst().firstLostLsn()).isEqualTo(1);
    assertThat(recovered.damages().getFirst().lastLostLsn()).isEqualTo(3);
    assertThat(log.replay(4).damages()).isEmpty();
    assertThat(log.replayed).hasSize(6);
  }

  @Test
  void recordsOfAFormerLifeOfAFileDoNotStandInForAMissingFirstFile() throws IOException {
    fillThreeFiles();
    byte[] reused = log.files.content(logFile(1));
    log.files.move(logFile(1), logFile(4));
    byte[] header = LogFileDescriptor.header(4, LogFileDescriptor.NO_LSN, 1);
    System.arraycopy(header, 0, reused, 0, header.length);
    log.files.put(logFile(4), reused);
    RecoveredLog recovered = log.replay();
    assertThat(recovered.damages()).hasSize(1);
    assertThat(recovered.damages().getFirst().firstLostLsn()).isEqualTo(1);
    assertThat(recovered.damages().getFirst().lastLostLsn()).isEqualTo(3);
    assertThat(recovered.lastLsn()).isGreaterThanOrEqualTo(9);
    assertThat(log.replayed).hasSize(6);
  }

  @Test
  void foreignAndRenamedFilesAreReportedAndLeftAlone() throws IOException {
    fillThreeFiles();
    log.files.put("log/notes.txt", new byte[] {1});
    log.files.put(logFile(99), new byte[] {2});
    log.files.move(logFile(2), logFile(77));
    RecoveredLog recovered = log.replay();
    assertThat(recovered.unknownFiles())
        .containsExactlyInAnyOrder("log/notes.txt", logFile(99), logFile(77));
    assertThat(recovered.damages())
        .anyMatch(damage -> damage.cause().contains("renamed: it is log file 2"));
    assertThat(recovered.damages())
        .anyMatch(damage -> damage.firstLostLsn() == 4 && damage.lastLostLsn() == 6);
    try (LogWriter writer = log.writer()) {
      append(writer, "more");
      writer.sync();
      writer.release(writer.lastLsn());
    }
    assertThat(log.files.paths()).contains("log/notes.txt", logFile(99), logFile(77));
  }

  @Test
  void aDamagedRecordWhosePayloadLooksLikeARecordLetsNothingOutOfIt() throws IOException {
    byte[] forged = new byte[RecordDescriptor.totalLength(8)];
    int payloadCrc = Checksum.of(forged, 56, 8);
    putHeader(forged, new RecordDescriptor.Fields((byte) 0, 8, payloadCrc, 2, 1, 9, 0));
    try (LogWriter writer = log.writer()) {
      writer.append(forged, 0, forged.length);
      writer.sync();
      append(writer, "b");
      writer.sync();
    }
    log.files.flipBit(logFile(1), recordPosition(0, 0) + 56 + forged.length - 1, 0);
    RecoveredLog recovered = log.replay();
    assertThat(log.replayed).containsExactly("2:b");
    assertThat(recovered.damages()).hasSize(1);
  }

  @Test
  void aLengthBeyondTheLimitIsDamageAndNotAnAllocation() throws IOException {
    byte[] header = new byte[RecordDescriptor.HEADER_LENGTH];
    int most = FormatLimits.RECORD_PAYLOAD_BYTES;
    putHeader(header, new RecordDescriptor.Fields((byte) 0, most + 1, 0, 1, 0, 1, 0));
    assertThat(RecordDescriptor.isHeaderValid(header, 0, new CRC32C(), true)).isFalse();
    putHeader(header, new RecordDescriptor.Fields((byte) 0, most, 0, 1, 0, 1, 0));
    assertThat(RecordDescriptor.isHeaderValid(header, 0, new CRC32C(), true)).isTrue();
    try (LogWriter writer = log.writer()) {
      append(writer, "a");
      writer.sync();
    }
    log.files.overwrite(logFile(1), recordPosition(0, 1), header);
    assertThat(log.replay().lastLsn()).isZero();
  }

  @Test
  void lsnsContinueAfterWhatTheManifestKnowsEvenIfTheLogIsGone() throws IOException {
    RecoveredLog recovered = log.replay(1001);
    try (LogWriter writer = LogWriter.resume(recovered, 5, LogFixture.OPTIONS, null)) {
      assertThat(append(writer, "a")).isEqualTo(1001);
      writer.sync();
    }
    assertThat(log.replay(1001).damages()).isEmpty();
    assertThat(log.replayed).containsExactly("1001:a");
  }

  @Test
  void anEpochThatWasUsedBeforeIsRefused() throws IOException {
    try (LogWriter writer = log.writer()) {
      append(writer, "a");
      writer.sync();
    }
    RecoveredLog recovered = log.replay();
    assertThatThrownBy(() -> LogWriter.resume(recovered, 1, LogFixture.OPTIONS, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("epoch 1 is not higher than epoch 1");
  }

  private static void putHeader(byte[] into, RecordDescriptor.Fields fields) {
    RecordDescriptor.putHeader(into, 0, fields, new CRC32C());
  }

  private void writeFourRecordsInTwoGroups() throws IOException {
    try (LogWriter writer = log.writer()) {
      append(writer, "a");
      append(writer, "b");
      writer.sync();
      append(writer, "c");
      append(writer, "d");
      writer.sync();
    }
  }

  private void fillThreeFiles() throws IOException {
    try (LogWriter writer = log.writer()) {
      for (int i = 0; i < 9; i++) {
        appendBytes(writer, 1200);
        writer.sync();
      }
    }
  }
}
