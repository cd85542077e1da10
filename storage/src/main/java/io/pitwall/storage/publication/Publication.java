package io.pitwall.storage.publication;

import io.pitwall.storage.catalog.CatalogChange;
import io.pitwall.storage.catalog.LoggedDefinitions;
import io.pitwall.storage.head.HeadView;
import io.pitwall.storage.manifest.ManifestEdit;
import io.pitwall.storage.segment.SegmentFile;
import io.pitwall.storage.segment.SegmentInfo;
import io.pitwall.storage.state.PublishedState;
import io.pitwall.storage.state.TableReplacement;
import io.pitwall.storage.state.TableState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes changes of tables' segments, one at a time. A store has one publication at a time: that
 * of the replay ends before the live one begins.
 *
 * <p>A caller builds files between {@link #begin} and {@link #publish}:
 *
 * <pre>
 *   try (NewSegmentFiles built = publication.begin()) {
 *     List&lt;SegmentInfo&gt; written = …;  // with ids of built.nextId(), each file forced
 *     publication.publish(TableChange.…, built);
 *   }
 * </pre>
 *
 * <p>One manifest edit makes the change durable, together with the definitions that the log holds
 * and the position up to which the log is needed. Then the published state is swapped, the log is
 * freed, and what was replaced is released once no snapshot can read it.
 *
 * <p><b>Failure.</b> Before the edit, the built files are deleted and nothing has changed; the
 * caller may try again. If it is not known whether the edit is on disk, the files stay until the
 * manifest is repaired, which takes the edit back, or until the next start, which finds out. After
 * the edit the change counts, and later errors are only logged, so that a change that the manifest
 * has is never tried again.
 */
public final class Publication {
  private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

  private final StoreFiles store;
  private final PublishedState published;
  private final LoggedDefinitions definitions;
  private final LogRelease log;

  /** Files of changes that a failed manifest may or may not have. */
  private final List<NewSegmentFiles> undecided = new ArrayList<>();

  /**
   * Makes a publication of a store's changes.
   *
   * @param definitions go into the manifest with the next change
   * @param log is freed after changes that seal rows
   */
  public Publication(
      StoreFiles store, PublishedState published, LoggedDefinitions definitions, LogRelease log) {
    this.store = store;
    this.published = published;
    this.definitions = definitions;
    this.log = log;
  }

  /**
   * Begins a change.
   *
   * @throws IOException if the manifest takes no edits, so that files built now could never be
   *     removed by anybody
   */
  public synchronized NewSegmentFiles begin() throws IOException {
    store.manifest().repair();
    // The manifest goes on without the edits whose outcome was not known.
    for (NewSegmentFiles files : undecided) {
      files.giveUp();
      files.close();
    }
    undecided.clear();
    return new NewSegmentFiles(store);
  }

  /**
   * Publishes a change.
   *
   * @param built the files of {@link TableChange#added}, forced and with their names synced
   * @throws IOException if the change was not published, or if that is not known
   * @throws IllegalArgumentException if an input of the change is not in the published state any
   *     more; nothing has changed
   */
  public synchronized void publish(TableChange change, NewSegmentFiles built) throws IOException {
    checkInputs(change);
    long released = published.current().firstUnsealedLsnWithout(change.sealedRows()) - 1;
    List<SegmentFile> added = open(change.added());
    built.keep(); // whatever happens from here on, the edit may be on disk
    try {
      // After the position was read: the manifest gets all names that records up to it define.
      commit(change, definitions.pending(), released);
    } catch (IOException | RuntimeException e) {
      close(added);
      if (store.manifest().hasFailed()) {
        undecided.add(built);
      } else {
        built.giveUp();
      }
      throw e;
    }
    definitions.published();
    published.replace(
        new TableReplacement(change.tableId(), change.sealedRows(), change.dropped(), added),
        () -> release(change));
    if (isSealing(change)) {
      freeLog(released);
    }
  }

  /** Whether the log has names that the manifest has not; any thread. */
  boolean hasNewNames() {
    return !definitions.isEmpty();
  }

  /**
   * Publishes the names that the log has and frees the log up to the first unsealed row, without a
   * change of any table.
   *
   * @throws IOException if the manifest takes no edits; it may be tried again
   */
  synchronized void publishNames() throws IOException {
    long released = published.current().firstUnsealedLsnWithout(null) - 1;
    List<ManifestEdit> edits = new ArrayList<>();
    // After the position was read, as in publish.
    for (CatalogChange definition : definitions.pending()) {
      edits.add(new ManifestEdit.Defined(definition));
    }
    edits.add(new ManifestEdit.SourceReleased(ManifestEdit.LOCAL_LOG, released));
    store.manifest().commit(edits);
    definitions.published();
    freeLog(released);
  }

  /** Two changes that chose the same input must not both be published. */
  private void checkInputs(TableChange change) {
    TableState table = published.current().table(change.tableId());
    if (!table.segments().containsAll(change.dropped())) {
      throw new IllegalArgumentException("a segment of the change was dropped by another change");
    }
    HeadView sealed = change.sealedRows();
    if (sealed != null
        && table.frozen().stream().noneMatch(view -> view.generation() == sealed.generation())) {
      throw new IllegalArgumentException("the rows of the change are sealed already");
    }
  }

  private static boolean isSealing(TableChange change) {
    return !change.positions().isEmpty();
  }

  private List<SegmentFile> open(List<SegmentInfo> written) throws IOException {
    List<SegmentFile> opened = new ArrayList<>(written.size());
    try {
      for (SegmentInfo segment : written) {
        opened.add(SegmentFile.open(store.files(), segment.path(), segment, store.cache()));
      }
    } catch (IOException | RuntimeException e) {
      close(opened);
      throw e;
    }
    return opened;
  }

  private static void close(List<SegmentFile> segments) throws IOException {
    for (SegmentFile segment : segments) {
      segment.close();
    }
  }

  private void commit(TableChange change, List<CatalogChange> defined, long released)
      throws IOException {
    List<ManifestEdit> edits = new ArrayList<>();
    for (CatalogChange definition : defined) {
      edits.add(new ManifestEdit.Defined(definition));
    }
    for (SegmentInfo segment : change.added()) {
      edits.add(new ManifestEdit.SegmentAdded(segment));
    }
    for (SegmentFile segment : change.dropped()) {
      edits.add(new ManifestEdit.SegmentDropped(segment.info().fileId()));
    }
    for (SourcePosition position : change.positions()) {
      edits.add(new ManifestEdit.Sealed(change.tableId(), position.source(), position.position()));
    }
    if (isSealing(change)) {
      edits.add(new ManifestEdit.SourceReleased(ManifestEdit.LOCAL_LOG, released));
    }
    store.manifest().commit(edits);
  }

  /**
   * No snapshot can read what the change replaced. The change is durable, so an error here must not
   * have it tried again.
   */
  private void release(TableChange change) {
    try {
      HeadView sealedRows = change.sealedRows();
      if (sealedRows != null) {
        sealedRows.generation().release();
      }
      for (SegmentFile segment : change.dropped()) {
        delete(segment);
      }
    } catch (RuntimeException e) {
      LOG.error("what a published change replaced can't be released", e);
    }
  }

  /** A file that stays, or comes back after a crash, is set aside at the next start. */
  private void delete(SegmentFile segment) {
    String path = segment.info().path();
    try {
      segment.close();
      store.files().delete(path);
    } catch (IOException e) {
      LOG.warn("the dropped segment {} can't be deleted: {}", path, e.getMessage());
    }
  }

  /** The next change that seals rows tries it again. */
  private void freeLog(long released) {
    try {
      log.release(released);
    } catch (IOException | RuntimeException e) {
      LOG.warn("the log up to record {} can't be freed: {}", released, e.getMessage(), e);
    }
  }
}
