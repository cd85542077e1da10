package io.pitwall.storage.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.storage.RandomTable;
import io.pitwall.storage.Rows;
import io.pitwall.storage.cache.BlockCache;
import io.pitwall.storage.catalog.LoggedDefinitions;
import io.pitwall.storage.encoding.SeededRandom;
import io.pitwall.storage.head.FrozenRows;
import io.pitwall.storage.head.HeadArrays;
import io.pitwall.storage.head.HeadGeneration;
import io.pitwall.storage.head.HeadView;
import io.pitwall.storage.manifest.FileIds;
import io.pitwall.storage.manifest.Manifest;
import io.pitwall.storage.manifest.ManifestEdit;
import io.pitwall.storage.options.MemoryOptions;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.read.TableSnapshot;
import io.pitwall.storage.runtime.WakeUp;
import io.pitwall.storage.segment.SegmentFile;
import io.pitwall.storage.segment.SegmentInfo;
import io.pitwall.storage.simulation.Chance;
import io.pitwall.storage.simulation.SimulatedFileSystem;
import io.pitwall.storage.simulation.SimulatedFileSystem.Operation;
import io.pitwall.storage.sorting.SegmentSealer;
import io.pitwall.storage.state.AppendedRows;
import io.pitwall.storage.state.PublishedState;
import io.pitwall.storage.state.SegmentTotals;
import io.pitwall.storage.state.StoreState;
import io.pitwall.storage.state.TableState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One table with a generation of frozen rows, whose change is published or not. */
class PublicationTest {
  private static final int ROWS = 500;

  private final SimulatedFileSystem files = new SimulatedFileSystem(new Chance(1));
  private final RandomTable table =
      new RandomTable(SeededRandom.create("PublicationTest"), true, 1);
  private final LoggedDefinitions definitions = new LoggedDefinitions(new WakeUp());
  private final List<Long> released = new ArrayList<>();
  private final SegmentSealer sealer = new SegmentSealer(files);
  private Manifest manifest;
  private PublishedState published;
  private Publication publication;
  private HeadView frozen;

  @BeforeEach
  void freezeRows() throws IOException {
    files.createDirectories(SegmentInfo.DIRECTORY);
    manifest = Manifest.open(files, "manifest");
    StoreFiles store =
        new StoreFiles(files, manifest, new FileIds(manifest, 1), new BlockCache(1 << 20));
    published = new PublishedState(StoreState.of(0, table.catalog().publish(), Map.of()), 1L << 30);
    publication = new Publication(store, published, definitions, this::release);
    frozen = fill(7);
    published.freeze(frozen);
  }

  private void release(long lsn) {
    assertThat(tableState().segments()).as("segments when the log is freed").isNotEmpty();
    released.add(lsn);
  }

  /** Appends the rows of one record to the table and publishes them. */
  private HeadView fill(long lsn) {
    RandomTable.Made made = table.make(ROWS);
    definitions.addAll(made.written().definitions());
    HeadView view = view(made, lsn);
    published.publish(new AppendedRows(lsn, table.catalog().publish(), List.of(), List.of(view)));
    return view;
  }

  private HeadView view(RandomTable.Made made, long lsn) {
    HeadGeneration generation =
        new HeadGeneration(
            table.table(), new HeadArrays(Long.MAX_VALUE, MemoryOptions.DEFAULT_CHUNK_ROWS), 0, 0);
    generation.append(made.written().runs().getFirst(), lsn);
    return generation.view();
  }

  private TableState tableState() {
    StoreState state = published.current();
    TableState tableState = state.table(table.table().tableId());
    List<SegmentInfo> infos = tableState.segments().stream().map(SegmentFile::info).toList();
    assertThat(state.segments())
        .isEqualTo(
            new SegmentTotals(
                infos.size(),
                infos.stream().mapToLong(SegmentInfo::rows).sum(),
                infos.stream().mapToLong(SegmentInfo::sizeBytes).sum()));
    return tableState;
  }

  private List<SegmentInfo> build(NewSegmentFiles built) throws IOException {
    return sealer.seal(new FrozenRows(frozen), built::nextId);
  }

  /** Writes one more segment, of other rows. */
  private List<SegmentInfo> buildOther(NewSegmentFiles built) throws IOException {
    return sealer.seal(new FrozenRows(view(table.make(ROWS), 3)), built::nextId);
  }

  private void seal() throws IOException {
    try (NewSegmentFiles built = publication.begin()) {
      publication.publish(TableChange.sealing(frozen, build(built)), built);
    }
  }

  private List<Map<String, Object>> read(Snapshot snapshot) throws IOException {
    TableSnapshot found = Objects.requireNonNull(snapshot.table("db", "t"));
    return Rows.read(found.sources(), found.schema());
  }

  private List<Map<String, Object>> readNow() throws IOException {
    try (Snapshot snapshot = published.snapshot()) {
      return read(snapshot);
    }
  }

  private List<String> segmentFiles() throws IOException {
    return files.list(SegmentInfo.DIRECTORY);
  }

  @Test
  void filesAreForcedBeforeTheEditAndTheEditBeforeTheSwap() throws IOException {
    try (NewSegmentFiles built = publication.begin()) {
      List<SegmentInfo> written = build(built);
      List<String> operations = new ArrayList<>();
      files.traceTo(operations::add);
      files.beforeForce(path -> assertThat(tableState().frozen()).hasSize(1));
      publication.publish(TableChange.sealing(frozen, written), built);
      assertThat(operations.stream().filter(op -> op.startsWith("FORCE")))
          .as("one edit, and nothing of the segments is left to force")
          .singleElement()
          .asString()
          .contains("manifest/");
    }
    assertThat(tableState().frozen()).isEmpty();
    assertThat(tableState().segments()).isNotEmpty();
    assertThat(readNow()).containsExactlyInAnyOrderElementsOf(table.rows());
    assertThat(manifest.liveEdits())
        .contains(
            new ManifestEdit.Sealed(table.table().tableId(), ManifestEdit.LOCAL_LOG, 7),
            new ManifestEdit.SourceReleased(ManifestEdit.LOCAL_LOG, 7));
    assertThat(released).containsExactly(7L);
  }

  @Test
  void theLogIsKeptFromTheFirstRowOnThatIsNotSealed() throws IOException {
    fill(9);
    seal();
    assertThat(released).containsExactly(8L);
  }

  @Test
  void filesOfAChangeThatIsNotPublishedAreDeleted() throws IOException {
    try (NewSegmentFiles built = publication.begin()) {
      build(built);
      assertThat(segmentFiles()).isNotEmpty();
    }
    assertThat(segmentFiles()).isEmpty();
    assertThat(tableState().frozen()).hasSize(1);
  }

  @Test
  void aHalfWrittenFileIsDeletedAndTheNextAttemptSucceeds() throws IOException {
    publication.begin().nextId(); // so that no ids need to be reserved
    files.failOn(Operation.FORCE, 1, false, "injected: disk full");
    assertThatThrownBy(this::seal).hasMessageContaining("disk full");
    assertThat(segmentFiles()).isEmpty();
    seal();
    assertThat(readNow()).containsExactlyInAnyOrderElementsOf(table.rows());
  }

  @Test
  void afterAFailedEditTheFilesStayUntilTheManifestIsRepaired() throws IOException {
    try (NewSegmentFiles built = publication.begin()) {
      List<SegmentInfo> written = build(built);
      files.failOn(Operation.FORCE, 1, false, "injected: manifest");
      assertThatThrownBy(() -> publication.publish(TableChange.sealing(frozen, written), built))
          .hasMessageContaining("injected");
    }
    assertThat(segmentFiles()).isNotEmpty();
    assertThat(tableState().frozen()).hasSize(1);
    assertThat(released).isEmpty();
    files.failAt(Operation.FORCE, "manifest/", true, "injected: still broken");
    assertThatThrownBy(publication::begin)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("still broken");
    assertThat(segmentFiles()).isNotEmpty();
    files.heal();
    publication.begin().close();
    assertThat(segmentFiles()).isEmpty();
    seal();
    assertThat(readNow()).containsExactlyInAnyOrderElementsOf(table.rows());
  }

  @Test
  void aFullDiskUsesUpNoFileIds() throws IOException {
    publication.begin().nextId(); // so that no ids need to be reserved
    List<ManifestEdit> before = manifest.liveEdits();
    files.failAt(Operation.WRITE, "segments/", true, "injected: disk full");
    for (int attempt = 0; attempt < 3000; attempt++) {
      assertThatThrownBy(this::seal).hasMessageContaining("disk full");
    }
    assertThat(manifest.liveEdits()).isEqualTo(before);
    files.heal();
    seal();
    assertThat(readNow()).containsExactlyInAnyOrderElementsOf(table.rows());
  }

  @Test
  void anEditThatCouldNotBeWrittenLeavesNoFilesAndMayBeTriedAgain() throws IOException {
    publication.begin().nextId(); // so that no ids need to be reserved
    files.failAt(Operation.WRITE, "manifest/", false, "injected: disk full");
    assertThatThrownBy(this::seal).hasMessageContaining("disk full");
    assertThat(manifest.hasFailed()).isFalse();
    assertThat(segmentFiles()).isEmpty();
    seal();
    assertThat(readNow()).containsExactlyInAnyOrderElementsOf(table.rows());
  }

  @Test
  void inputsThatAnotherChangeTookAreRefusedAndNothingChanges() throws IOException {
    seal();
    SegmentFile sealed = tableState().segments().getFirst();
    replace(sealed);
    List<ManifestEdit> before = manifest.liveEdits();
    assertThatThrownBy(() -> replace(sealed)).isInstanceOf(IllegalArgumentException.class);
    assertThat(manifest.liveEdits()).isEqualTo(before);
    assertThat(segmentFiles()).hasSize(tableState().segments().size());
    replace(tableState().segments().getFirst());
  }

  private void replace(SegmentFile dropped) throws IOException {
    try (NewSegmentFiles built = publication.begin()) {
      publication.publish(
          TableChange.replacing(table.table().tableId(), List.of(dropped), buildOther(built)),
          built);
    }
  }

  @Test
  void definitionsStayPendingUntilAnEditHasThem() throws IOException {
    try (NewSegmentFiles built = publication.begin()) {
      List<SegmentInfo> written = build(built);
      files.delete(written.getFirst().path());
      assertThatThrownBy(() -> publication.publish(TableChange.sealing(frozen, written), built))
          .isInstanceOf(IOException.class);
    }
    assertThat(manifest.liveEdits()).noneMatch(edit -> edit instanceof ManifestEdit.Defined);
    seal();
    assertThat(manifest.liveEdits()).anyMatch(edit -> edit instanceof ManifestEdit.Defined);
    assertThat(definitions.pending()).isEmpty();
  }

  @Test
  void replacedSegmentsStayReadableForOldSnapshotsAndAreDeletedAfterTheLast() throws IOException {
    seal();
    List<Map<String, Object>> oldRows = table.rows();
    List<SegmentFile> old = tableState().segments();
    String oldPath = old.getFirst().info().path();
    try (Snapshot before = published.snapshot()) {
      try (NewSegmentFiles built = publication.begin()) {
        TableChange change = TableChange.replacing(table.table().tableId(), old, buildOther(built));
        publication.publish(change, built);
      }
      assertThat(tableState().segments()).doesNotContainAnyElementsOf(old);
      assertThat(read(before)).containsExactlyInAnyOrderElementsOf(oldRows);
      assertThat(files.exists(oldPath)).isTrue();
    }
    assertThat(files.exists(oldPath)).isFalse();
    assertThat(readNow()).containsExactlyInAnyOrderElementsOf(table.rows().subList(ROWS, 2 * ROWS));
    assertThat(manifest.liveEdits().stream().filter(ManifestEdit.SegmentAdded.class::isInstance))
        .hasSameSizeAs(tableState().segments());
    assertThat(released).as("only sealing frees the log").hasSize(1);
  }

  @Test
  void aChangeWithoutNewFilesDropsRows() throws IOException {
    seal();
    try (NewSegmentFiles built = publication.begin()) {
      int tableId = table.table().tableId();
      publication.publish(
          TableChange.replacing(tableId, tableState().segments(), List.of()), built);
    }
    assertThat(readNow()).isEmpty();
    assertThat(tableState().segments()).isEmpty();
    assertThat(segmentFiles()).isEmpty();
  }

  @Test
  void aLogThatCannotBeFreedDoesNotFailTheChange() throws IOException {
    StoreFiles store =
        new StoreFiles(files, manifest, new FileIds(manifest, 5000), new BlockCache(1 << 20));
    publication =
        new Publication(
            store,
            published,
            definitions,
            lsn -> {
              throw new IOException("injected");
            });
    seal();
    assertThat(tableState().frozen()).isEmpty();
    assertThat(tableState().segments()).isNotEmpty();
  }
}
