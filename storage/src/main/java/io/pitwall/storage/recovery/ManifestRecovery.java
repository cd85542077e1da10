package io.pitwall.storage.recovery;

import io.pitwall.storage.cache.BlockCache;
import io.pitwall.storage.catalog.Catalog;
import io.pitwall.storage.format.DamagedFileException;
import io.pitwall.storage.format.UnknownFormatException;
import io.pitwall.storage.manifest.Manifest;
import io.pitwall.storage.manifest.ManifestEdit;
import io.pitwall.storage.options.TableOptions;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.schema.TableSchema;
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
  /** Where files are moved that nobody knows; must exist. */
  public static final String QUARANTINE_DIRECTORY = "quarantine";

  private static final Logger LOG = LoggerFactory.getLogger(ManifestRecovery.class);

  private final FileSystem files;
  private final BlockCache cache;
  private final Catalog catalog;
  private final Map<Integer, List<SegmentFile>> segments = new HashMap<>();
  private final Map<Integer, Long> sealedLsns = new HashMap<>();
  private final List<String> damages = new ArrayList<>();
  private long epoch;
  private long nextFileId = 1;
  private long releasedLsn;

  private ManifestRecovery(FileSystem files, BlockCache cache, Catalog catalog) {
    this.files = files;
    this.cache = cache;
    this.catalog = catalog;
  }

  /**
   * Recovers what the manifest knows. Segment files that are not of this store are moved to {@link
   * #QUARANTINE_DIRECTORY}.
   *
   * @param cache shared by the opened segments
   * @param tables for tables that will be created
   * @throws IOException if a newer version wrote a segment, or the epoch can't be raised; a segment
   *     that can't be opened is reported
   */
  public static RecoveredManifest recover(
      Manifest manifest, FileSystem files, BlockCache cache, TableOptions tables)
      throws IOException {
    ManifestRecovery recovery =
        new ManifestRecovery(files, cache, new Catalog(tables.partitionWidthNanos()));
    try {
      for (ManifestEdit edit : manifest.liveEdits()) {
        recovery.apply(edit);
      }
      return recovery.finish(manifest);
    } catch (IOException | RuntimeException e) {
      recovery.closeAfter(e);
      throw e;
    }
  }

  private void closeAfter(Exception cause) {
    for (List<SegmentFile> ofTable : segments.values()) {
      for (SegmentFile segment : ofTable) {
        try {
          segment.close();
        } catch (IOException e) {
          cause.addSuppressed(e);
        }
      }
    }
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
    List<SegmentFile> ofTable = segments.computeIfAbsent(info.tableId(), id -> new ArrayList<>());
    try {
      ofTable.add(SegmentFile.open(files, info.path(), info, cache));
    } catch (UnknownFormatException e) {
      throw e; // a newer version wrote it, and that one can read it
    } catch (IOException e) {
      ofTable.add(SegmentFile.unreadable(files, info, cache, e));
      report(info, e);
    }
  }

  /** One bad file must not keep all other rows from being read. */
  private void report(SegmentInfo info, IOException cause) {
    String reason = cause instanceof DamagedFileException ? cause.getMessage() : cause.toString();
    TableSchema table = catalog.table(info.tableId()).schema();
    String damage =
        ("segment '%s' of table '%s' of database '%s' can't be opened, so statements that need one"
                + " of its %d rows fail: %s")
            .formatted(info.path(), table.name(), table.database(), info.rows(), reason);
    LOG.error("{}; restore the file from a backup and start again", damage, cause);
    damages.add(damage);
  }

  private RecoveredManifest finish(Manifest manifest) throws IOException {
    Map<Integer, TableState> tables = new HashMap<>();
    segments.forEach((tableId, files) -> tables.put(tableId, TableState.ofSegments(files)));
    UnknownSegments unknown = new UnknownSegments(files, epoch);
    Set<String> known = new HashSet<>();
    segments.values().forEach(of -> of.forEach(segment -> known.add(segment.info().path())));
    unknown.find(known, nextFileId);
    epoch++;
    manifest.commit(List.of(new ManifestEdit.EpochRaised(epoch)));
    StoreState state = StoreState.of(releasedLsn, catalog.publish(), tables);
    return new RecoveredManifest(
        catalog, state, epoch, nextFileId, releasedLsn, sealedLsns, damages, unknown);
  }
}
