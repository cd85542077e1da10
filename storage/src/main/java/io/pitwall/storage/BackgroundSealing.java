package io.pitwall.storage;

import io.pitwall.storage.catalog.CatalogChange;
import io.pitwall.storage.head.FrozenRows;
import io.pitwall.storage.head.HeadView;
import io.pitwall.storage.log.LogWriter;
import io.pitwall.storage.manifest.FileIds;
import io.pitwall.storage.manifest.Manifest;
import io.pitwall.storage.manifest.ManifestEdit;
import io.pitwall.storage.runtime.Activity;
import io.pitwall.storage.runtime.Agent;
import io.pitwall.storage.runtime.Clock;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.segment.BlockCache;
import io.pitwall.storage.segment.SegmentFile;
import io.pitwall.storage.segment.SegmentInfo;
import io.pitwall.storage.sorting.SegmentSealer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sealing thread: takes frozen rows one by one, writes their segments, publishes them by one
 * manifest edit together with the table's position in the log, swaps them in, and lets the log go.
 *
 * <p>An error leaves the rows in the head, visible and in the log, and the attempt is repeated: a
 * full disk heals. Files of failed attempts are removed, since nothing knows them.
 */
final class BackgroundSealing implements Agent {
  private static final Logger logger = LoggerFactory.getLogger(BackgroundSealing.class);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long replayed rows wait from the start on, so that the first writes need not. */
  static final long REST_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final FileSystem files;
  private final Manifest manifest;
  private final FileIds fileIds;
  private final Heads heads;
  private final BlockCache cache;
  private final Clock clock;
  private final Queue<CatalogChange> loggedDefinitions;
  private final SegmentSealer sealer;
  private final List<Long> idsOfAttempt = new ArrayList<>();
  private final List<CatalogChange> unpublishedDefinitions = new ArrayList<>();
  private final Queue<HeadView> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong sealedRows = new AtomicLong();
  private final AtomicLong sealNanos = new AtomicLong();
  private final long maxRestingBytes;
  private volatile @Nullable LogWriter log;
  private volatile long restUntilNanos;
  private volatile @Nullable Activity activity;
  private volatile @Nullable String trouble;

  /**
   * @param maxRestingBytes if the heads take more, replayed rows are sealed at once
   */
  BackgroundSealing(
      FileSystem files,
      Manifest manifest,
      FileIds fileIds,
      Heads heads,
      BlockCache cache,
      Clock clock,
      long maxRestingBytes,
      Queue<CatalogChange> loggedDefinitions) {
    this.files = files;
    this.manifest = manifest;
    this.fileIds = fileIds;
    this.heads = heads;
    this.cache = cache;
    this.clock = clock;
    this.maxRestingBytes = maxRestingBytes;
    this.loggedDefinitions = loggedDefinitions;
    sealer = new SegmentSealer(files, this::nextFileId);
  }

  private long nextFileId() throws IOException {
    long id = fileIds.next();
    idsOfAttempt.add(id);
    return id;
  }

  void startedAs(Activity newActivity) {
    activity = newActivity;
  }

  /** Replay is over; from now on the log below the first unsealed row is freed. */
  void frees(LogWriter newLog) {
    restUntilNanos = clock.monotonicNanos() + (queue.isEmpty() ? 0 : REST_NANOS);
    log = newLog;
    wake();
  }

  /** Queues frozen rows; any thread. */
  void enqueue(HeadView view) {
    queue.add(view);
    wake();
  }

  private void wake() {
    Activity running = activity;
    if (running != null) {
      running.wake();
    }
  }

  @Override
  public String roleName() {
    return "pitwall-sealing";
  }

  @Override
  public synchronized long doWork() {
    HeadView view = queue.peek();
    if (view == null) {
      return NEVER;
    }
    long started = clock.monotonicNanos();
    if (heads.headBytes() <= maxRestingBytes) {
      if (log == null) {
        return NEVER; // whoever queues more or ends the replay wakes it
      }
      if (restUntilNanos - started > 0) {
        return restUntilNanos - started;
      }
    }
    try {
      seal(view);
    } catch (IOException | RuntimeException e) {
      if (trouble == null) {
        logger.error("Sealing failed and is tried again: {}", e.getMessage(), e);
      }
      trouble = e.getMessage() == null ? e.toString() : e.getMessage();
      dropAttempt();
      return RETRY_NANOS;
    }
    trouble = null;
    queue.remove();
    sealedRows.addAndGet(view.rows());
    sealNanos.addAndGet(clock.monotonicNanos() - started);
    return AT_ONCE;
  }

  private void seal(HeadView view) throws IOException {
    idsOfAttempt.clear();
    if (manifest.hasFailed()) {
      // Before any file is written: nobody could ever remove it.
      throw new IOException("the manifest could not be written; rows are sealed after a restart");
    }
    int tableId = view.generation().table().tableId();
    List<SegmentInfo> written = sealer.seal(new FrozenRows(view));
    List<SegmentFile> opened = new ArrayList<>(written.size());
    long released = heads.firstUnsealedLsnWithout(view) - 1;
    try {
      for (SegmentInfo segment : written) {
        opened.add(SegmentFile.open(files, segment.path(), segment, cache));
      }
      publish(view, tableId, written, released);
    } catch (IOException | RuntimeException e) {
      for (SegmentFile segment : opened) {
        segment.close();
      }
      throw e;
    }
    idsOfAttempt.clear(); // the files are the table's now
    heads.sealed(view, opened);
    freeLog(released);
  }

  /** The rows are sealed whether or not this succeeds, and the next sealing tries it again. */
  private void freeLog(long released) {
    LogWriter writer = log;
    if (writer == null) {
      return;
    }
    try {
      writer.release(released);
    } catch (IOException | RuntimeException e) {
      logger.warn("The log up to record {} can't be freed: {}", released, e.getMessage(), e);
    }
  }

  private void publish(HeadView view, int tableId, List<SegmentInfo> written, long released)
      throws IOException {
    for (CatalogChange definition = loggedDefinitions.poll();
        definition != null;
        definition = loggedDefinitions.poll()) {
      unpublishedDefinitions.add(definition);
    }
    List<ManifestEdit> edits = new ArrayList<>();
    unpublishedDefinitions.forEach(change -> edits.add(new ManifestEdit.Defined(change)));
    for (SegmentInfo segment : written) {
      edits.add(new ManifestEdit.SegmentAdded(segment));
    }
    edits.add(
        new ManifestEdit.Sealed(tableId, ManifestEdit.LOCAL_LOG, view.generation().lastLsn()));
    edits.add(new ManifestEdit.SourceReleased(ManifestEdit.LOCAL_LOG, released));
    manifest.commit(edits);
    unpublishedDefinitions.clear();
  }

  private void dropAttempt() {
    if (manifest.hasFailed()) {
      return; // the edit may be on disk, and then the files are the table's
    }
    for (long id : idsOfAttempt) {
      try {
        if (files.exists(SegmentInfo.pathOf(id))) {
          files.delete(SegmentInfo.pathOf(id));
        }
      } catch (IOException e) {
        logger.warn("{} can't be removed: {}", SegmentInfo.pathOf(id), e.getMessage());
      }
    }
  }

  int waiting() {
    return queue.size();
  }

  long sealedRows() {
    return sealedRows.get();
  }

  long sealNanos() {
    return sealNanos.get();
  }

  @Nullable String trouble() {
    return trouble;
  }
}
