package io.pitwall.storage.manifest;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Gives ids to files, each id to one file in the life of a store. A range of ids is reserved
 * durably in the manifest before the first of them is given; ids that a crash leaves over are never
 * used. Any thread.
 */
public final class FileIds {
  private static final long RANGE = 1024;

  private final Manifest manifest;
  private final Deque<Long> unused = new ArrayDeque<>();
  private long next;
  private long reserved;

  /**
   * Continues after the ids that were reserved before.
   *
   * @param next the first id that the manifest has not reserved
   */
  public FileIds(Manifest manifest, long next) {
    this.manifest = manifest;
    this.next = next;
    reserved = next;
  }

  /**
   * An id that no file has or had, but for one that was never published and is deleted.
   *
   * @throws IOException if more ids are needed and can't be reserved
   */
  public synchronized long next() throws IOException {
    Long id = unused.poll();
    if (id != null) {
      return id;
    }
    if (next == reserved) {
      manifest.commit(List.of(new ManifestEdit.FileIdsReserved(next + RANGE)));
      reserved = next + RANGE;
    }
    return next++;
  }

  /**
   * Takes back an id. No manifest edit named its file, and the file is deleted: attempts that fail
   * again and again, as on a full disk, must not use up the ids.
   */
  public synchronized void giveBack(long id) {
    unused.add(id);
  }
}
