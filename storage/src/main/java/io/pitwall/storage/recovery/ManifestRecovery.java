package io.pitwall.storage.recovery;

import io.pitwall.storage.cache.BlockCache;
import io.pitwall.storage.catalog.Catalog;
import io.pitwall.storage.manifest.Manifest;
import io.pitwall.storage.manifest.ManifestEdit;
import io.pitwall.storage.options.TableOptions;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.segment.SegmentFile;
import io.pitwall.storage.segment.SegmentInfo;
import io.pitwall.storage.state.StoreState;
import io.pitwall.storage.state.TableState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the manifest, opens the segments that it names and begins a new epoch of the log. */
public final class ManifestRecovery {
  /** Where files are moved that the manifest does not name; must exist. */
  public static final String QUARANTINE_DIRECTORY = "quarantine";

  private static final Logger LOG = LoggerFactory.getLogger(ManifestRecovery.class);

  private final FileSystem files;
  private final BlockCache cache;
  private final Catalog catalog;
  private final Map<Integer, List<SegmentFile>> segments = new HashMap<>();
  private final Map<Integer, Long> sealedLsns = new HashMap<>();
  private long epoch;
  private long nextFileId = 1;
  private long releasedLsn;

  private ManifestRecovery(FileSystem files, BlockCache cache, Catalog catalog) {
    this.files = files;
    this.cache = cache;
    this.catalog = catalog;
  }

  /**
   * Recovers what the manifest knows. Segment files that it does not name are moved to {@link
   * #QUARANTINE_DIRECTORY}.
   *
   * @param cache shared by the opened segments
   * @param tables for tables that will be created
   * @throws IOException if a segment can't be opened or is damaged, or the epoch can't be raised
   */
  public static RecoveredManifest recover(
      Manifest manifest, FileSystem files, BlockCache cache, TableOptions tables)
      throws IOException {
    ManifestRecovery recovery =
        new ManifestRecovery(files, cache, new Catalog(tables.partitionWidthNanos()));
    for (ManifestEdit edit : manifest.liveEdits()) {
      recovery.apply(edit);
    }
    return recovery.finish(manifest);
  }

  private void apply(ManifestEdit edit) throws IOException {
    switch (edit) {
      case ManifestEdit.Defined defined -> catalog.recover(defined.change());
      case ManifestEdit.EpochRaised raised -> epoch = raised.epoch();
      case ManifestEdit.FileIdsReserved ids -> nextFileId = ids.nextFileId();
      case ManifestEdit.SegmentAdded added -> open(added.segment());
      case ManifestEdit.SegmentDropped dropped ->
          throw new IllegalStateException("the live edits of a manifest contain " + dropped);
      case ManifestEdit.Sealed sealed -> sealedLsns.put(sealed.tableId(), sealed.position());
      case ManifestEdit.SourceReleased released -> releasedLsn = released.position();
    }
  }

  private void open(SegmentInfo info) throws IOException {
    segments
        .computeIfAbsent(info.tableId(), id -> new ArrayList<>())
        .add(SegmentFile.open(files, info.path(), info, cache));
  }

  private RecoveredManifest finish(Manifest manifest) throws IOException {
    Map<Integer, TableState> tables = new HashMap<>();
    segments.forEach((tableId, files) -> tables.put(tableId, TableState.ofSegments(files)));
    setAsideUnknownSegments();
    epoch++;
    manifest.commit(List.of(new ManifestEdit.EpochRaised(epoch)));
    StoreState state = StoreState.of(releasedLsn, catalog.publish(), tables);
    return new RecoveredManifest(catalog, state, epoch, nextFileId, releasedLsn, sealedLsns);
  }

  /** A crash between a segment's sync and its manifest edit leaves a file that nobody knows. */
  private void setAsideUnknownSegments() throws IOException {
    Set<String> known = new HashSet<>();
    segments.values().forEach(of -> of.forEach(segment -> known.add(segment.info().path())));
    boolean isMoved = false;
    for (String name : files.list(SegmentInfo.DIRECTORY)) {
      String path = SegmentInfo.DIRECTORY + "/" + name;
      if (!known.contains(path)) {
        String aside = QUARANTINE_DIRECTORY + "/" + name + "." + epoch;
        LOG.info("'{}' is not in the manifest; moved to '{}'", path, aside);
        files.rename(path, aside);
        isMoved = true;
      }
    }
    if (isMoved) {
      files.syncDirectory(QUARANTINE_DIRECTORY);
      files.syncDirectory(SegmentInfo.DIRECTORY);
    }
  }
}
