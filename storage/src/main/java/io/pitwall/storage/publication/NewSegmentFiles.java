package io.pitwall.storage.publication;

import io.pitwall.storage.segment.SegmentInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segment files that are built for one change. {@link #close} deletes them, whole or half
 * written, unless a manifest edit names them or may name them. Owned by the thread that builds
 * them.
 */
public final class NewSegmentFiles implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NewSegmentFiles.class);

  private final StoreFiles store;
  private final List<Long> ids = new ArrayList<>();
  private boolean isKept;

  NewSegmentFiles(StoreFiles store) {
    this.store = store;
  }

  /**
   * An id for a file to be written, never given before.
   *
   * @throws IOException if the ids that are reserved are used up and no more can be reserved
   */
  public long nextId() throws IOException {
    long id = store.fileIds().next();
    ids.add(id);
    return id;
  }

  /** The files may belong to their table now. */
  void keep() {
    isKept = true;
  }

  /** The files belong to nobody after all. */
  void giveUp() {
    isKept = false;
  }

  @Override
  public void close() {
    if (!isKept) {
      ids.forEach(this::delete);
      ids.clear();
    }
  }

  private void delete(long id) {
    String path = SegmentInfo.pathOf(id);
    try {
      if (store.files().exists(path)) {
        store.files().delete(path);
      }
      store.fileIds().giveBack(id);
    } catch (IOException e) {
      LOG.warn("the unfinished segment {} can't be deleted: {}", path, e.getMessage());
    }
  }
}
