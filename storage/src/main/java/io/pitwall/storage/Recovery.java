package io.pitwall.storage;

import io.pitwall.storage.catalog.Catalog;
import io.pitwall.storage.catalog.CatalogChange;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.head.HeadGeneration;
import io.pitwall.storage.head.HeadView;
import io.pitwall.storage.log.LogDamage;
import io.pitwall.storage.log.LogRecovery;
import io.pitwall.storage.log.LogWriter;
import io.pitwall.storage.log.RecordHandler;
import io.pitwall.storage.log.RecoveredLog;
import io.pitwall.storage.manifest.FileIds;
import io.pitwall.storage.manifest.Manifest;
import io.pitwall.storage.manifest.ManifestEdit;
import io.pitwall.storage.options.StoreOptions;
import io.pitwall.storage.record.RecordReader;
import io.pitwall.storage.runtime.Clock;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.runtime.StoredFile;
import io.pitwall.storage.segment.BlockCache;
import io.pitwall.storage.segment.SegmentFile;
import io.pitwall.storage.segment.SegmentInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a store back: first what the manifest knows, then, on top of it, what only the log holds,
 * through the code that live rows go through. A record whose table was sealed past it is skipped,
 * table by table, so that no row comes twice.
 *
 * <p>Steps that a promise rests on are methods of their own, so that tests can leave one out and
 * see that the loss is found.
 */
class Recovery {
  private static final Logger logger = LoggerFactory.getLogger(Recovery.class);
  private static final String LOG_DIRECTORY = "log";
  private static final String MANIFEST_DIRECTORY = "manifest";
  private static final String QUARANTINE_DIRECTORY = "quarantine";

  /**
   * What the log gave.
   *
   * @param damages one sentence each
   */
  record Report(RecoveredLog log, List<String> damages) {}

  private final StoreOptions options;
  private final FileSystem files;
  private final Clock clock;
  private final Manifest manifest;
  private final Catalog catalog;
  private final Heads heads;
  private final BlockCache cache;
  private final BackgroundSealing sealing;
  private final Queue<CatalogChange> loggedDefinitions = new ConcurrentLinkedQueue<>();
  private final Map<Integer, Long> sealedLsn = new HashMap<>();
  private final List<String> damages = new ArrayList<>();
  private long epoch;
  private long nextFileId = 1;
  private long releasedLsn;

  /** Reads the manifest, opens the segments and raises the epoch. */
  Recovery(StoreOptions options, FileSystem files, Clock clock) throws IOException {
    this.options = options;
    this.files = files;
    this.clock = clock;
    for (String directory :
        List.of(LOG_DIRECTORY, MANIFEST_DIRECTORY, SegmentInfo.DIRECTORY, QUARANTINE_DIRECTORY)) {
      files.createDirectories(directory);
    }
    files.syncDirectory("");
    manifest = Manifest.open(files, MANIFEST_DIRECTORY);
    catalog = new Catalog(options.partitionWidthNanos());
    heads = new Heads(catalog, options.maxHeadBytes() / 2);
    cache = new BlockCache(options.cacheBytes());
    restoreManifest();
    sealing =
        new BackgroundSealing(
            files,
            manifest,
            new FileIds(manifest, nextFileId),
            heads,
            cache,
            clock,
            options.maxHeadBytes() / 4 * 3,
            loggedDefinitions);
  }

  Manifest manifest() {
    return manifest;
  }

  Catalog catalog() {
    return catalog;
  }

  Heads heads() {
    return heads;
  }

  BackgroundSealing sealing() {
    return sealing;
  }

  Queue<CatalogChange> loggedDefinitions() {
    return loggedDefinitions;
  }

  /** Goes on writing behind what was replayed, in this start's epoch, which is durable. */
  LogWriter resumeLog(RecoveredLog log) throws IOException {
    return LogWriter.resume(log, epoch, options.log());
  }

  private void restoreManifest() throws IOException {
    Map<Integer, List<SegmentFile>> segments = new HashMap<>();
    Set<String> known = new HashSet<>();
    for (ManifestEdit edit : manifest.liveEdits()) {
      switch (edit) {
        case ManifestEdit.Defined defined -> catalog.apply(defined.change());
        case ManifestEdit.EpochRaised raised -> epoch = raised.epoch();
        case ManifestEdit.FileIdsReserved ids -> nextFileId = ids.nextFileId();
        case ManifestEdit.Sealed sealed -> sealedLsn.put(sealed.tableId(), sealed.position());
        case ManifestEdit.SourceReleased released -> releasedLsn = released.position();
        case ManifestEdit.SegmentAdded added -> {
          SegmentInfo info = added.segment();
          known.add(info.path());
          segments
              .computeIfAbsent(info.tableId(), id -> new ArrayList<>())
              .add(SegmentFile.open(files, info.path(), info, cache));
        }
        case ManifestEdit.SegmentDropped dropped ->
            throw new IllegalStateException("the state of a manifest contains " + dropped);
      }
    }
    segments.forEach(heads::restore);
    heads.publish(releasedLsn);
    setAsideUnknownSegments(known);
    epoch++;
    manifest.commit(List.of(new ManifestEdit.EpochRaised(epoch)));
  }

  /** A crash between a segment's sync and its manifest edit leaves a file that nobody knows. */
  private void setAsideUnknownSegments(Set<String> known) throws IOException {
    boolean moved = false;
    for (String name : files.list(SegmentInfo.DIRECTORY)) {
      String path = SegmentInfo.DIRECTORY + "/" + name;
      if (!known.contains(path)) {
        String aside = QUARANTINE_DIRECTORY + "/" + name + "." + epoch;
        logger.info("{} is not in the manifest; moved to {}", path, aside);
        files.rename(path, aside);
        moved = true;
      }
    }
    if (moved) {
      files.syncDirectory(QUARANTINE_DIRECTORY);
      files.syncDirectory(SegmentInfo.DIRECTORY);
    }
  }

  /** Applies the log on top of the manifest. */
  Report replay() throws IOException {
    forceLog();
    RecordReader reader = new RecordReader();
    RecoveredLog log =
        readLog(
            releasedLsn + 1,
            (lsn, buffer, offset, length) -> replayRecord(reader, lsn, buffer, offset, length));
    for (LogDamage damage : log.damages()) {
      damages.add(
          damage.file()
              + " at "
              + damage.offset()
              + ": "
              + damage.cause()
              + "; lost records "
              + damage.firstLostLsn()
              + " to "
              + damage.lastLostLsn());
    }
    for (String damage : damages) {
      logger.error("The log is damaged: {}", damage);
    }
    heads.publish(log.lastLsn());
    return new Report(log, damages);
  }

  /**
   * After a kill the log's last bytes may be in the operating system's cache alone. What is
   * replayed may be sealed at once, and a sealed position must never be ahead of the durable log.
   */
  void forceLog() throws IOException {
    for (String name : files.list(LOG_DIRECTORY)) {
      try (StoredFile file = files.open(LOG_DIRECTORY + "/" + name)) {
        file.force();
      }
    }
  }

  RecoveredLog readLog(long firstNeededLsn, RecordHandler handler) throws IOException {
    return LogRecovery.replay(files, LOG_DIRECTORY, firstNeededLsn, handler);
  }

  /** Whether a table's rows of a record are in its segments already. */
  boolean isSealed(int tableId, long lsn) {
    return lsn <= sealedLsn.getOrDefault(tableId, 0L);
  }

  private void replayRecord(RecordReader reader, long lsn, byte[] buffer, int offset, int length)
      throws IOException {
    List<HeadView> widened = new ArrayList<>();
    // Old enough to be sealed once the server has started, so that a server that is restarted again
    // and again does not keep its log from one start to the next.
    long created = clock.monotonicNanos() - options.sealAgeNanos() + BackgroundSealing.REST_NANOS;
    try {
      reader.read(
          buffer,
          offset,
          length,
          this::replayDefinition,
          tableId -> !isSealed(tableId, lsn),
          run -> heads.append(run, lsn, created, widened));
    } catch (CorruptDataException | IllegalStateException e) {
      damages.add(
          "record " + lsn + " has a valid checksum but can't be applied: " + e.getMessage());
      return;
    }
    if (!widened.isEmpty()) {
      heads.publish(lsn);
      widened.forEach(sealing::enqueue);
    }
    sealLargeHeads(lsn);
  }

  private void replayDefinition(CatalogChange definition) {
    if (catalog.apply(definition)) {
      loggedDefinitions.add(definition); // the manifest does not have it yet
    }
  }

  /** Keeps memory bounded while a long log is replayed. */
  private void sealLargeHeads(long lsn) {
    for (HeadGeneration generation : heads.activeGenerations()) {
      if (generation.rows() >= options.sealRows()) {
        heads.publish(lsn);
        sealing.enqueue(heads.freeze(generation));
      }
    }
    while (heads.headBytes() > options.maxHeadBytes() && sealing.waiting() > 0) {
      if (sealing.doWork() > 0) {
        return; // it failed and will be tried again
      }
    }
  }
}
