package io.pitwall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.options.LogOptions;
import io.pitwall.storage.options.SealingOptions;
import io.pitwall.storage.options.StoreOptions;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.segment.SegmentInfo;
import io.pitwall.storage.simulation.Chance;
import io.pitwall.storage.simulation.ManualClock;
import io.pitwall.storage.simulation.SimulatedFileSystem;
import io.pitwall.storage.simulation.SimulatedFileSystem.Operation;
import io.pitwall.storage.simulation.SteppedScheduler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Files that are missing, damaged or older than the others: refused or reported, never silent. */
class StoreLostFilesTest {
  private final ManualClock clock = new ManualClock(1_700_000_000_000_000_000L);
  private final SimulatedFileSystem files = new SimulatedFileSystem(new Chance(1));
  private SteppedScheduler scheduler = new SteppedScheduler(clock, new Chance(2));
  private final StoreOptions options =
      StoreOptions.defaults()
          .with(SealingOptions.defaults().withRows(10))
          .with(LogOptions.defaults().withFileBytes(8192));

  private Store open() throws IOException {
    scheduler = new SteppedScheduler(clock, new Chance(2));
    return Store.open(options, files, clock, scheduler);
  }

  private void write(Store store, String table, long time, int rows) {
    List<Map<String, Object>> batch = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      batch.add(Map.of("time", time + i, "v", time + i));
    }
    assertThat(Rows.start(store, Rows.batch(store, table, batch)))
        .satisfies(future -> scheduler.runUntilIdle())
        .isCompleted();
  }

  private static List<Map<String, Object>> read(Store store, String table) throws IOException {
    try (Snapshot snapshot = store.snapshot()) {
      return Rows.read(snapshot, table);
    }
  }

  private List<String> under(String directory) {
    return files.paths().stream().filter(path -> path.startsWith(directory + "/")).toList();
  }

  private void removeAll(String directory) {
    under(directory).forEach(files::remove);
  }

  private Map<String, byte[]> copyOf(String directory) {
    Map<String, byte[]> copy = new TreeMap<>();
    under(directory).forEach(path -> copy.put(path, files.content(path)));
    return copy;
  }

  @Test
  void aMissingManifestBesideSegmentsOrALogIsRefused() throws IOException {
    try (Store store = open()) {
      write(store, "t", 1, 15);
    }
    Map<String, byte[]> segments = copyOf(SegmentInfo.DIRECTORY);
    Map<String, byte[]> log = copyOf("log");
    removeAll("manifest");
    List<String> before = files.paths();
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no manifest in 'manifest', but 1 segment files")
        .hasMessageContaining("restore 'manifest' from the backup");
    assertThat(files.paths()).isEqualTo(before);
    removeAll(SegmentInfo.DIRECTORY);
    assertThatThrownBy(this::open).hasMessageContaining("log files in 'log'");
    segments.forEach(files::put);
    removeAll("log");
    assertThatThrownBy(this::open).hasMessageContaining("1 segment files");
    removeAll(SegmentInfo.DIRECTORY);
    open().close();
    assertThat(log).isNotEmpty();
  }

  /** However often it is started: a start that is refused must not teach the manifest the epoch. */
  @Test
  void anOlderManifestBesideALaterLogIsRefusedAndChangesNothing() throws IOException {
    try (Store store = open()) {
      write(store, "t", 1, 15);
    }
    Map<String, byte[]> older = copyOf("manifest");
    try (Store store = open()) {
      write(store, "t", 100, 15);
    }
    Map<String, byte[]> newer = copyOf("manifest");
    List<String> segments = under(SegmentInfo.DIRECTORY);
    removeAll("manifest");
    older.forEach(files::put);
    for (int i = 0; i < 4; i++) {
      assertThatThrownBy(this::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the manifest in 'manifest' is older than the log in 'log'")
          .hasMessageContaining("it knows 1 starts of the store, and start 2 wrote the log");
    }
    assertThat(under(SegmentInfo.DIRECTORY)).isEqualTo(segments);
    removeAll("manifest");
    newer.forEach(files::put);
    try (Store store = open()) {
      assertThat(read(store, "t")).hasSize(30);
    }
  }

  @Test
  void aMissingSegmentFailsOnlyTheStatementsThatReadIt() throws IOException {
    try (Store store = open()) {
      write(store, "t", 1, 10);
      write(store, "t", 100, 3);
      write(store, "other", 1, 10);
    }
    String path = SegmentInfo.pathOf(1);
    byte[] segment = files.content(path);
    files.remove(path);
    try (Store store = open()) {
      assertThat(store.statistics().replay().damages())
          .singleElement()
          .asString()
          .contains(path)
          .contains("table 't' of database 'db'")
          .contains("10 rows");
      assertThatThrownBy(() -> read(store, "t"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(path);
      assertThat(read(store, "other")).hasSize(10);
      write(store, "other", 50, 10);
      assertThat(store.statistics().sealing().rows()).isEqualTo(10);
      files.put(path, segment);
      assertThat(read(store, "t")).as("the file is there again").hasSize(13);
    }
    try (Store store = open()) {
      assertThat(store.statistics().replay().damages()).isEmpty();
      assertThat(read(store, "t")).hasSize(13);
    }
  }

  @Test
  void everyDamagedByteOfASegmentsEndsLeavesTheStoreOpenable() throws IOException {
    try (Store store = open()) {
      write(store, "t", 1, 10);
      write(store, "other", 1, 10);
    }
    String path = SegmentInfo.pathOf(1);
    byte[] sound = files.content(path);
    for (int at = 0; at < sound.length; at += 7) {
      byte[] damaged = sound.clone();
      damaged[at] ^= 4;
      files.put(path, damaged);
      try (Store store = open()) {
        assertThat(read(store, "other")).hasSize(10);
        try {
          assertThat(read(store, "t")).hasSize(10);
        } catch (IOException e) {
          assertThat(e).as("byte %d", at).hasMessageContaining(path);
        }
      }
    }
  }

  @Test
  void aSegmentThatCouldNotBeOpenedForOnceIsTriedAgain() throws IOException {
    try (Store store = open()) {
      write(store, "t", 1, 10);
    }
    files.failAt(Operation.OPEN, "segments/", false, "Too many open files");
    try (Store store = open()) {
      assertThat(store.statistics().replay().damages()).hasSize(1);
      assertThat(read(store, "t")).as("it is tried again").hasSize(10);
    }
  }

  @Test
  void foreignFilesAmongTheSegmentsStayWhereTheyAre() throws IOException {
    open().close();
    files.put("segments/notes.txt", new byte[] {1});
    files.put(SegmentInfo.pathOf(77), new byte[] {1});
    open().close();
    assertThat(under("segments")).containsExactly("segments/notes.txt");
    assertThat(under("quarantine")).singleElement().asString().contains("000000000000004d.seg");
  }

  @Test
  void whatACrashLeftBesideASoundLogIsDeleted() throws IOException {
    try (Store store = open()) {
      write(store, "t", 1, 10);
    }
    files.put(SegmentInfo.pathOf(7), new byte[] {1});
    open().close();
    assertThat(under("segments")).containsExactly(SegmentInfo.pathOf(1));
    assertThat(under("quarantine")).isEmpty();
  }

  /** Then it may have the rows that are missed. */
  @Test
  void whatACrashLeftIsKeptWhereSomethingIsLost() throws IOException {
    try (Store store = open()) {
      write(store, "t", 1, 10);
    }
    files.put(SegmentInfo.pathOf(7), new byte[] {1});
    files.remove(SegmentInfo.pathOf(1));
    open().close();
    assertThat(under("segments")).isEmpty();
    assertThat(under("quarantine")).singleElement().asString().contains("0000000000000007.seg");
  }

  @Test
  void eachMissingFileInTheMiddleOfTheLogIsReported() throws IOException {
    Store crashed = open();
    for (int i = 0; i < 150; i++) {
      write(crashed, "t" + i, i, 9);
    }
    files.killProcess();
    List<String> log = under("log").stream().filter(path -> path.endsWith(".log")).toList();
    Map<String, byte[]> all = copyOf("log");
    assertThat(log).hasSizeGreaterThan(3);
    // A file is followed by a witness unless only prepared files come after it.
    for (String missing : log.subList(0, log.size() - 3)) {
      removeAll("log");
      all.forEach(files::put);
      files.remove(missing);
      try (Store store = open()) {
        assertThat(store.statistics().replay().damages()).as(missing).isNotEmpty();
      }
      restore(all);
    }
  }

  /** The table's definition was in the file that is missing. */
  @Test
  void aRecordOfWhichOneTableHasNoNameIsLeftOutWhole() throws IOException {
    Store crashed = open();
    writeText(crashed, 1, "a");
    writeText(crashed, 2, "b");
    writeText(crashed, 3, "a", "b");
    writeText(crashed, 4, "a");
    files.killProcess();
    List<String> log = under("log").stream().filter(path -> path.endsWith(".log")).toList();
    files.remove(log.get(1));
    try (Store store = open()) {
      assertThat(store.statistics().replay().damages())
          .hasSize(2)
          .anyMatch(
              damage -> damage.contains("record 3 has a valid checksum but can't be applied"));
      assertThat(read(store, "a")).extracting(row -> row.get("time")).containsExactly(1L, 4L);
      writeText(store, 5, "c");
      assertThat(read(store, "c")).hasSize(1);
    }
    try (Store store = open()) {
      assertThat(read(store, "c")).as("no row of table b is taken for one of c").hasSize(1);
      assertThat(read(store, "a")).hasSize(2);
    }
  }

  /** A batch of a row for each table, which fills a log file. */
  private void writeText(Store store, long time, String... tables) {
    WriteBatch batch = new WriteBatch("db", store.catalog(), WriteLimits.DEFAULT);
    StringBuilder text = new StringBuilder();
    Chance chance = new Chance(time);
    while (text.length() < 6000) {
      text.append(Long.toHexString(chance.nextLong()));
    }
    for (String table : tables) {
      Rows.add(batch, table, List.of(Map.of("time", time, "s", text.toString())));
    }
    batch.finish();
    assertThat(Rows.start(store, batch))
        .satisfies(future -> scheduler.runUntilIdle())
        .isCompleted();
  }

  private void restore(Map<String, byte[]> log) {
    removeAll("log");
    log.forEach(files::put);
  }

  /** What is sealed later says that the log once went further. */
  @Test
  void anOlderLogIsReportedAndItsNumbersAreNotUsedAgain() throws IOException {
    try (Store store = open()) {
      write(store, "a", 1, 3);
    }
    Map<String, byte[]> older = copyOf("log");
    try (Store store = open()) {
      write(store, "b", 1, 3);
      write(store, "b", 10, 2);
      write(store, "a", 10, 7); // full, so that table a is sealed up to here
      assertThat(store.statistics().sealing().rows()).isEqualTo(10);
      write(store, "b", 20, 2);
    }
    restore(older);
    try (Store store = open()) {
      assertThat(store.statistics().replay().damages())
          .singleElement()
          .asString()
          .contains("files of the log are missing or older than the manifest");
      assertThat(read(store, "a")).hasSize(10);
      write(store, "a", 30, 2);
    }
    files.recoverAfterCrash();
    try (Store store = open()) {
      assertThat(read(store, "a")).as("acknowledged rows are not taken for sealed").hasSize(12);
    }
  }

  @Test
  void aLogThatIsGoneIsReportedIfATableWasSealedPastWhatIsLeft() throws IOException {
    try (Store store = open()) {
      write(store, "b", 1, 3);
      write(store, "a", 10, 10);
    }
    removeAll("log");
    try (Store store = open()) {
      assertThat(store.statistics().replay().damages()).hasSize(1);
      assertThat(read(store, "a")).hasSize(10);
      write(store, "a", 30, 2);
      clock.advance(TimeUnit.SECONDS.toNanos(1));
    }
    try (Store store = open()) {
      assertThat(read(store, "a")).hasSize(12);
    }
  }

  @Test
  void anOpeningThatFailsClosesWhatItOpened() throws IOException {
    try (Store store = open()) {
      write(store, "t", 1, 15);
    }
    for (Operation operation : Operation.values()) {
      for (int n = 1; n < 60; n++) {
        files.failOn(operation, n, true, "injected");
        try {
          open();
        } catch (IOException e) {
          assertThat(files.openFiles()).as("%s %d: %s", operation, n, e).isEmpty();
        }
        files.killProcess();
      }
    }
  }
}
