package io.pitwall.storage.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.pitwall.storage.catalog.CatalogChange;
import io.pitwall.storage.catalog.CatalogChange.ColumnAdded;
import io.pitwall.storage.catalog.CatalogChange.ColumnChanged;
import io.pitwall.storage.catalog.CatalogChange.DatabaseAdded;
import io.pitwall.storage.catalog.CatalogChange.LongsBeyondExact;
import io.pitwall.storage.catalog.CatalogChange.SeriesAdded;
import io.pitwall.storage.catalog.CatalogChange.TableAdded;
import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.format.Checksum;
import io.pitwall.storage.format.DamagedFileException;
import io.pitwall.storage.format.LittleEndian;
import io.pitwall.storage.format.UnknownFormatException;
import io.pitwall.storage.manifest.ManifestEdit.Defined;
import io.pitwall.storage.manifest.ManifestEdit.EpochRaised;
import io.pitwall.storage.manifest.ManifestEdit.FileIdsReserved;
import io.pitwall.storage.manifest.ManifestEdit.Sealed;
import io.pitwall.storage.manifest.ManifestEdit.SegmentAdded;
import io.pitwall.storage.manifest.ManifestEdit.SegmentDropped;
import io.pitwall.storage.manifest.ManifestEdit.SourceReleased;
import io.pitwall.storage.segment.SegmentInfo;
import io.pitwall.storage.simulation.Chance;
import io.pitwall.storage.simulation.SimulatedCrash;
import io.pitwall.storage.simulation.SimulatedFileSystem;
import io.pitwall.storage.simulation.SimulatedFileSystem.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ManifestTest {
  private static final String DIRECTORY = "manifest";
  private static final String FIRST = "manifest/manifest-0000000000000001";

  private final SimulatedFileSystem fs = new SimulatedFileSystem(new Chance(1));

  private static final ManifestEdit DATABASE = new Defined(new DatabaseAdded(1, "race"));
  private static final ManifestEdit TABLE =
      new Defined(new TableAdded(5, 1, "größe", 3_600_000_000_000L));
  private static final SeriesKey KEY =
      SeriesKey.of(List.of(SeriesKey.Tag.of("car", "44"), SeriesKey.Tag.of("team", "ü")));

  private static ManifestEdit segment(long fileId) {
    return new SegmentAdded(new SegmentInfo(fileId, 5, 1000, -7, 9, 3, 4, 12_345));
  }

  private List<ManifestEdit> reopened() throws IOException {
    try (Manifest manifest = Manifest.open(fs, DIRECTORY)) {
      return manifest.liveEdits();
    }
  }

  @Test
  void theStateHoldsWhatIsLiveInAnOrderThatCanBeApplied() throws IOException {
    List<ManifestEdit> expected =
        List.of(
            new EpochRaised(2),
            new FileIdsReserved(64),
            DATABASE,
            TABLE,
            new Defined(new ColumnAdded(5, 0, "time", ColumnKind.TIME, ColumnType.TIMESTAMP)),
            new Defined(new ColumnAdded(5, 1, "rpm", ColumnKind.FIELD, ColumnType.DOUBLE)),
            new Defined(new LongsBeyondExact(5, 1)),
            new Defined(new SeriesAdded(5, 0, SeriesKey.NONE)),
            new Defined(new SeriesAdded(5, 1, KEY)),
            segment(3),
            new Sealed(5, 0, 90),
            new Sealed(5, 1, Long.MIN_VALUE));
    try (Manifest manifest = Manifest.open(fs, DIRECTORY)) {
      assertThat(manifest.liveEdits()).isEmpty();
      manifest.commit(List.of(new EpochRaised(1), new FileIdsReserved(64), DATABASE, TABLE));
      manifest.commit(
          List.of(
              new Defined(new ColumnAdded(5, 0, "time", ColumnKind.TIME, ColumnType.TIMESTAMP)),
              new Defined(new ColumnAdded(5, 1, "rpm", ColumnKind.FIELD, ColumnType.LONG)),
              new Defined(new SeriesAdded(5, 0, SeriesKey.NONE)),
              new Defined(new SeriesAdded(5, 1, KEY))));
      manifest.commit(List.of(segment(2), new Sealed(5, 0, 80)));
      manifest.commit(
          List.of(new Defined(new ColumnChanged(5, 1, ColumnKind.FIELD, ColumnType.DOUBLE))));
      manifest.commit(List.of(new Defined(new LongsBeyondExact(5, 1)), new EpochRaised(2)));
      manifest.commit(
          List.of(
              new SegmentDropped(2),
              segment(3),
              new Sealed(5, 0, 90),
              new Sealed(5, 1, Long.MIN_VALUE)));
      assertThat(manifest.liveEdits()).isEqualTo(expected);
    }
    assertThat(reopened()).isEqualTo(expected);
    assertThat(reopened()).isEqualTo(expected);
  }

  /** A kind that {@code ManifestState} forgot would be lost when the manifest rolls. */
  @Test
  void everyKindThatIsNotAppliedToAnotherSurvivesAReopening() throws IOException {
    List<ManifestEdit> live =
        List.of(
            new EpochRaised(1),
            new FileIdsReserved(64),
            DATABASE,
            TABLE,
            new Defined(new ColumnAdded(5, 1, "rpm", ColumnKind.FIELD, ColumnType.LONG)),
            new Defined(new LongsBeyondExact(5, 1)),
            new Defined(new SeriesAdded(5, 0, SeriesKey.NONE)),
            segment(2),
            new Sealed(5, 0, 80),
            new SourceReleased(0, 79));
    Set<Class<?>> kinds = new HashSet<>(List.of(CatalogChange.class.getPermittedSubclasses()));
    kinds.addAll(List.of(ManifestEdit.class.getPermittedSubclasses()));
    kinds.removeAll(Set.of(Defined.class, ColumnChanged.class, SegmentDropped.class));
    assertThat(live.stream().map(edit -> edit instanceof Defined d ? d.change() : edit))
        .extracting(Object::getClass)
        .containsExactlyInAnyOrderElementsOf(kinds);
    try (Manifest manifest = Manifest.open(fs, DIRECTORY)) {
      manifest.commit(live);
    }
    assertThat(reopened()).containsExactlyInAnyOrderElementsOf(live);
  }

  @Test
  void aChangeThatDoesNotFitIsRefusedAndNothingIsWritten() throws IOException {
    List<ManifestEdit> bad =
        List.of(
            TABLE,
            new SegmentDropped(1),
            new Sealed(5, 0, 1),
            new Defined(new ColumnChanged(5, 1, ColumnKind.FIELD, ColumnType.LONG)),
            segment(1));
    for (ManifestEdit change : bad) {
      try (Manifest manifest = Manifest.open(fs, DIRECTORY)) {
        assertThatThrownBy(() -> manifest.commit(List.of(new EpochRaised(9), change)))
            .isInstanceOf(IllegalArgumentException.class);
        assertThat(manifest.liveEdits()).isEmpty();
      }
      assertThat(reopened()).isEmpty();
    }
  }

  @Test
  void editsThatAreTakenBackLeaveTheStateAsItWas() throws IOException {
    try (Manifest manifest = Manifest.open(fs, DIRECTORY)) {
      manifest.commit(
          List.of(
              new EpochRaised(1),
              new FileIdsReserved(64),
              DATABASE,
              TABLE,
              new Defined(new ColumnAdded(5, 1, "rpm", ColumnKind.FIELD, ColumnType.LONG)),
              segment(1),
              new Sealed(5, 0, 7),
              new SourceReleased(0, 6)));
      List<ManifestEdit> before = manifest.liveEdits();
      fs.failAt(Operation.WRITE, DIRECTORY, false, "injected: disk full");
      List<ManifestEdit> edits =
          List.of(
              new EpochRaised(2),
              new FileIdsReserved(128),
              new Defined(new DatabaseAdded(2, "test")),
              new Defined(new TableAdded(6, 2, "t", 1)),
              new Defined(new ColumnAdded(6, 1, "v", ColumnKind.FIELD, ColumnType.LONG)),
              new Defined(new ColumnChanged(5, 1, ColumnKind.FIELD, ColumnType.DOUBLE)),
              new Defined(new LongsBeyondExact(5, 1)),
              new Defined(new SeriesAdded(5, 1, KEY)),
              new SegmentDropped(1),
              segment(2),
              new Sealed(5, 0, 9),
              new Sealed(5, 1, 3),
              new SourceReleased(0, 8),
              new SourceReleased(1, 2));
      assertThatThrownBy(() -> manifest.commit(edits)).hasMessageContaining("disk full");
      assertThat(manifest.liveEdits()).isEqualTo(before);
      manifest.commit(edits);
      assertThat(manifest.liveEdits()).contains(segment(2), new Sealed(5, 0, 9));
    }
    assertThat(reopened()).contains(segment(2), new Sealed(5, 0, 9));
  }

  @Test
  void rollsToANewFileAndKeepsTheStateAlone() throws IOException {
    try (Manifest manifest = Manifest.open(fs, DIRECTORY, 2_000)) {
      manifest.commit(List.of(DATABASE, TABLE));
      for (int i = 0; i < 500; i++) {
        manifest.commit(List.of(segment(i), new Sealed(5, 0, i)));
        if (i > 0) {
          manifest.commit(List.of(new SegmentDropped(i - 1)));
        }
      }
    }
    assertThat(fs.paths()).hasSize(1);
    assertThat(fs.paths().get(0)).isGreaterThan("manifest/manifest-0000000000000010");
    assertThat(fs.content(fs.paths().get(0)).length).isLessThan(5_000 + ManifestFile.RESERVE_BYTES);
    assertThat(reopened()).containsExactly(DATABASE, TABLE, segment(499), new Sealed(5, 0, 499));
  }

  @Test
  void afterAFailedForceItContinuesInANewFileWithoutThatCommit() throws IOException {
    try (Manifest manifest = Manifest.open(fs, DIRECTORY)) {
      manifest.commit(List.of(DATABASE));
      fs.failOn(Operation.FORCE, 1, false, "the disk is gone");
      assertThatThrownBy(() -> manifest.commit(List.of(TABLE))).isInstanceOf(IOException.class);
      assertThat(manifest.hasFailed()).isTrue();
      fs.failAt(Operation.CREATE, DIRECTORY, true, "the disk is still gone");
      assertThatThrownBy(() -> manifest.commit(List.of(new EpochRaised(1))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no new file can be begun: the disk is still gone");
      fs.heal();
      manifest.commit(List.of(new EpochRaised(2)));
      assertThat(manifest.hasFailed()).isFalse();
      assertThat(fs.paths()).containsExactly("manifest/manifest-0000000000000002");
    }
    assertThat(reopened()).containsExactly(new EpochRaised(2), DATABASE);
  }

  @Test
  void aCommitThatCouldNotBeWrittenNeverComesBack() throws IOException {
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    System.out.println("ManifestTest: -Dpitwall.seed=" + seed);
    Chance chance = new Chance(seed);
    for (int run = 0; run < 200; run++) {
      SimulatedFileSystem disk = new SimulatedFileSystem(chance.split());
      Manifest manifest = Manifest.open(disk, DIRECTORY);
      manifest.commit(List.of(DATABASE, TABLE));
      disk.failAt(Operation.WRITE, DIRECTORY, false, "no space");
      assertThatThrownBy(() -> manifest.commit(List.of(segment(1)))).hasMessage("no space");
      if (chance.oneIn(2)) {
        manifest.commit(List.of(segment(2)));
      }
      disk.recoverAfterCrash();
      try (Manifest again = Manifest.open(disk, DIRECTORY)) {
        assertThat(again.liveEdits()).contains(DATABASE, TABLE).doesNotContain(segment(1));
      }
    }
  }

  @Test
  void aFullDiskTakesSmallCommitsAndAnotherStart() throws IOException {
    try (Manifest manifest = Manifest.open(fs, DIRECTORY)) {
      manifest.commit(List.of(DATABASE, TABLE));
      fs.capacity(0);
      manifest.commit(List.of(new EpochRaised(1), segment(1)));
    }
    for (int start = 2; start < 20; start++) {
      try (Manifest manifest = Manifest.open(fs, DIRECTORY)) {
        manifest.commit(List.of(new EpochRaised(start)));
      }
    }
    assertThat(reopened()).containsExactly(new EpochRaised(19), DATABASE, TABLE, segment(1));
    fs.capacity(Long.MAX_VALUE);
    assertThat(reopened()).containsExactly(new EpochRaised(19), DATABASE, TABLE, segment(1));
    assertThat(fs.paths()).hasSize(1);
  }

  /** On a full disk the old file is used on, and what it holds may be in the cache alone. */
  @Test
  void aStartOnAFullDiskMakesWhatItReadsDurable() throws IOException {
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    System.out.println("ManifestTest: -Dpitwall.seed=" + seed);
    Chance chance = new Chance(seed);
    for (int run = 0; run < 200; run++) {
      SimulatedFileSystem disk = new SimulatedFileSystem(chance.split());
      Manifest failing = Manifest.open(disk, DIRECTORY);
      failing.commit(List.of(DATABASE, TABLE));
      disk.failOn(Operation.FORCE, 1, false, "the disk is gone");
      assertThatThrownBy(() -> failing.commit(List.of(segment(1)))).isInstanceOf(IOException.class);
      disk.killProcess();
      disk.capacity(0);
      List<ManifestEdit> found = Manifest.open(disk, DIRECTORY).liveEdits();
      disk.recoverAfterCrash();
      try (Manifest manifest = Manifest.open(disk, DIRECTORY)) {
        assertThat(manifest.liveEdits()).isEqualTo(found);
      }
    }
  }

  @Test
  void aRollThatFailsDoesNotFailTheCommitThatCausedIt() throws IOException {
    for (Operation operation : List.of(Operation.CREATE, Operation.RENAME, Operation.DELETE)) {
      SimulatedFileSystem disk = new SimulatedFileSystem(new Chance(1));
      try (Manifest manifest = Manifest.open(disk, DIRECTORY, 600)) {
        manifest.commit(List.of(DATABASE, TABLE));
        disk.failOn(operation, 1, false, "injected");
        for (int i = 0; i < 200; i++) {
          manifest.commit(List.of(segment(i)));
        }
      }
      try (Manifest manifest = Manifest.open(disk, DIRECTORY, 600)) {
        assertThat(manifest.liveEdits()).hasSize(202);
      }
      assertThat(disk.paths()).hasSize(1);
    }
  }

  /**
   * Commits under crashes at every step; what was acknowledged is there, what was not is there
   * whole or not at all.
   */
  @Test
  void everyCrashKeepsAcknowledgedCommitsAndNoHalfOnes() throws IOException {
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    System.out.println("ManifestTest: -Dpitwall.seed=" + seed);
    crashes(new Chance(seed), 1500, disk -> {});
  }

  @Test
  void theCrashesWouldFindAMissingForceAndAMissingDirectorySync() {
    assertThatThrownBy(() -> crashes(new Chance(7), 200, disk -> disk.ignoreForce(true)))
        .isInstanceOfAny(AssertionError.class, DamagedFileException.class);
    assertThatThrownBy(() -> crashes(new Chance(7), 200, disk -> disk.ignoreDirectorySync(true)))
        .isInstanceOfAny(AssertionError.class, DamagedFileException.class);
  }

  private static void crashes(Chance chance, int runs, Consumer<SimulatedFileSystem> fault)
      throws IOException {
    for (int run = 0; run < runs; run++) {
      SimulatedFileSystem disk = new SimulatedFileSystem(chance.split());
      fault.accept(disk);
      int acknowledged = 0;
      int attempted = 0;
      for (int life = 0; life < 4; life++) {
        disk.crashAfter(1 + chance.below(40));
        try {
          Manifest manifest = Manifest.open(disk, DIRECTORY, 600);
          int found = commitsIn(manifest.liveEdits());
          assertThat(found).isBetween(acknowledged, attempted);
          acknowledged = found;
          attempted = found;
          while (attempted < 1000) {
            attempted++;
            manifest.commit(commit(attempted));
            acknowledged = attempted;
          }
        } catch (SimulatedCrash e) {
          disk.recoverAfterCrash();
        }
      }
      try (Manifest manifest = Manifest.open(disk, DIRECTORY, 600)) {
        assertThat(commitsIn(manifest.liveEdits())).isBetween(acknowledged, attempted);
      }
      assertThat(disk.paths()).hasSize(1);
    }
  }

  private static List<ManifestEdit> commit(int n) {
    List<ManifestEdit> changes = new ArrayList<>();
    if (n == 1) {
      changes.add(DATABASE);
      changes.add(TABLE);
    }
    changes.add(new EpochRaised(n));
    changes.add(segment(n));
    if (n > 3) {
      changes.add(new SegmentDropped(n - 3));
    }
    changes.add(new Sealed(5, 0, n));
    return changes;
  }

  private static int commitsIn(List<ManifestEdit> state) {
    if (state.isEmpty()) {
      return 0;
    }
    int n = (int) ((EpochRaised) state.get(0)).epoch();
    List<ManifestEdit> expected = new ArrayList<>();
    expected.add(new EpochRaised(n));
    expected.add(DATABASE);
    expected.add(TABLE);
    for (int i = Math.max(1, n - 2); i <= n; i++) {
      expected.add(segment(i));
    }
    expected.add(new Sealed(5, 0, n));
    assertThat(state).isEqualTo(expected);
    return n;
  }

  @Test
  void everyFlippedBitAfterAnOrderlyCloseIsFoundOrChangesNothing() throws IOException {
    try (Manifest manifest = Manifest.open(fs, DIRECTORY)) {
      manifest.commit(List.of(DATABASE, TABLE, new Defined(new SeriesAdded(5, 1, KEY))));
      manifest.commit(List.of(segment(1), new Sealed(5, 0, 7)));
    }
    byte[] whole = withoutReserve(fs.content(FIRST));
    List<ManifestEdit> expected = reopened();
    int unread = 0;
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      putAlone(flipped);
      try {
        assertThat(reopened()).isEqualTo(expected);
        unread++;
      } catch (DamagedFileException e) {
        assertThat(e).hasMessageContaining(FIRST).hasMessageContaining("offset");
      } catch (IOException | RuntimeException e) {
        fail("byte " + at + " gives another error", e);
      }
    }
    // The empty record at the end says nothing, so it may be cut.
    assertThat(unread).isEqualTo(ManifestFormat.RECORD_HEADER_BYTES);
  }

  /** The records of the first file, without the zeros after them. */
  private static byte[] withoutReserve(byte[] file) {
    int end = ManifestFormat.HEADER_BYTES;
    int payloadBytes = ManifestFormat.soundRecord(1, file, end);
    while (payloadBytes >= 0) {
      end += ManifestFormat.RECORD_HEADER_BYTES + payloadBytes;
      payloadBytes = ManifestFormat.soundRecord(1, file, end);
    }
    return Arrays.copyOf(file, end);
  }

  /** Opening begins a new file; this brings back the first as the only one. */
  private void putAlone(byte[] first) {
    for (String path : fs.paths()) {
      if (path.startsWith(DIRECTORY + "/")) {
        fs.remove(path);
      }
    }
    fs.put(FIRST, first);
  }

  @Test
  void aTornLastCommitIsCutAndTheNextOneHolds() throws IOException {
    Manifest crashed = Manifest.open(fs, DIRECTORY);
    crashed.commit(List.of(DATABASE, TABLE));
    int kept = withoutReserve(fs.content(FIRST)).length;
    crashed.commit(List.of(segment(1), new Sealed(5, 0, 7)));
    byte[] whole = withoutReserve(fs.content(FIRST));
    for (int length = kept; length < whole.length; length++) {
      putAlone(Arrays.copyOf(whole, length));
      try (Manifest manifest = Manifest.open(fs, DIRECTORY)) {
        assertThat(manifest.liveEdits()).containsExactly(DATABASE, TABLE);
        manifest.commit(List.of(segment(2)));
      }
      assertThat(reopened()).containsExactly(DATABASE, TABLE, segment(2));
    }
    for (int length = 0; length < kept; length++) {
      putAlone(Arrays.copyOf(whole, length));
      try {
        assertThat(reopened()).isEmpty(); // the commit torn, the empty checkpoint whole
      } catch (DamagedFileException e) {
        assertThat(length).isLessThan(ManifestFormat.HEADER_BYTES + 20);
      }
    }
  }

  @Test
  void aManifestUnderAnotherNumberIsRefused() throws IOException {
    reopened();
    fs.move(FIRST, "manifest/manifest-0000000000000002");
    assertThatThrownBy(this::reopened)
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("under another name");
  }

  @Test
  void aFileThatIsNoManifestIsNamed() throws IOException {
    reopened();
    fs.put("manifest/notes.txt", new byte[3]);
    assertThatThrownBy(this::reopened)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("manifest/notes.txt");
  }

  @Test
  void anUnknownKindOfChangeRefusesToOpen() throws IOException {
    byte[] header = ManifestFormat.header(1);
    int crc = ManifestFormat.headerCrc(header);
    byte[] record = new byte[ManifestFormat.RECORD_HEADER_BYTES + 3];
    record[ManifestFormat.RECORD_HEADER_BYTES] = 99;
    record[ManifestFormat.RECORD_HEADER_BYTES + 1] = 1;
    ManifestFormat.putRecordHeader(1, 0, crc, record, 0, 3);
    byte[] file = Arrays.copyOf(header, header.length + record.length);
    System.arraycopy(record, 0, file, header.length, record.length);
    fs.createDirectories(DIRECTORY);
    fs.put(FIRST, file);
    assertThatThrownBy(this::reopened)
        .isInstanceOf(UnknownFormatException.class)
        .hasMessageContaining(FIRST)
        .hasMessageContaining("a change of kind 99");
  }

  @Test
  void anUnknownVersionRefusesToOpen() throws IOException {
    reopened();
    byte[] file = fs.content(FIRST);
    file[8] = 2;
    int crcOffset = ManifestFormat.HEADER_BYTES - Integer.BYTES;
    LittleEndian.putInt(file, crcOffset, Checksum.of(file, 0, crcOffset));
    fs.put(FIRST, file);
    assertThatThrownBy(this::reopened)
        .isInstanceOf(UnknownFormatException.class)
        .hasMessageContaining("manifest version 2");
  }
}
