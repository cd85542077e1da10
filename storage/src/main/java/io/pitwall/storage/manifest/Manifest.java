package io.pitwall.storage.manifest;

import io.pitwall.storage.format.DamagedFileException;
import io.pitwall.storage.runtime.FileSystem;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable list of what a store consists of: names and ids, segments, positions. Safe for many
 * threads; commits happen one after another. The caller holds the lock on the data directory.
 *
 * <p><b>Failure.</b> A commit that could not be written, as on a full disk, has no effect and may
 * be tried again. A commit whose force failed may be durable or not, and its file must not be used
 * any more; the manifest {@link #hasFailed} until a new file with the state before that commit has
 * taken over. {@link #repair} tries that, as does each commit.
 */
public final class Manifest implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Manifest.class);

  /** A new file begins when the old one has grown by this, and by the size of its checkpoint. */
  public static final long ROLL_BYTES = 1L << 20;

  private final ManifestDirectory directory;
  private final long rollBytes;
  private final ManifestState state;
  private ManifestFile file;

  /** The size at which the next file begins. */
  private long rollAt;

  private @Nullable Exception failure;
  private boolean closed;

  private Manifest(
      ManifestDirectory directory, long rollBytes, ManifestState state, ManifestFile file) {
    this.directory = directory;
    this.rollBytes = rollBytes;
    this.state = state;
    this.file = file;
    rollAt = nextRoll();
  }

  /**
   * Opens the manifest, or creates an empty one where there is none.
   *
   * @param directory of the manifest's files, created if it is missing
   * @throws DamagedFileException if a file is damaged
   * @throws io.pitwall.storage.format.UnknownFormatException if a newer version wrote it
   */
  public static Manifest open(FileSystem fs, String directory) throws IOException {
    return open(fs, directory, ROLL_BYTES);
  }

  static Manifest open(FileSystem fs, String path, long rollBytes) throws IOException {
    ManifestDirectory directory = new ManifestDirectory(fs, path);
    List<Long> numbers = directory.open();
    ManifestState state = new ManifestState();
    if (numbers.isEmpty()) {
      ManifestFile first = directory.publish(directory.prepare(List.of()));
      return new Manifest(directory, rollBytes, state, first);
    }
    long newest = numbers.getLast();
    ManifestFile file = ManifestFile.open(fs, directory.path(newest), newest, state);
    Manifest manifest = new Manifest(directory, rollBytes, state, file);
    try {
      manifest.makeDurable();
    } catch (IOException | RuntimeException e) {
      manifest.file.close();
      throw e;
    }
    return manifest;
  }

  /** Whether there is a manifest in a directory, which may be missing. */
  public static boolean exists(FileSystem fs, String directory) throws IOException {
    return ManifestDirectory.hasManifest(fs, directory);
  }

  /**
   * What was read may be in the operating system's cache alone: after a failed force it is marked
   * clean there and would never be written. A new file makes it durable again; on a full disk the
   * old one is written again, which takes no space.
   */
  private void makeDurable() throws IOException {
    ManifestFile next;
    try {
      next = directory.prepare(state.edits());
    } catch (IOException e) {
      LOG.warn("there is no room for a new manifest file; the old one is used: {}", e.getMessage());
      file.rewrite();
      directory.keepOnly(file.number());
      return;
    }
    takeOver(next);
  }

  /** The live edits, in an order in which they can be applied to an empty store. */
  public synchronized List<ManifestEdit> liveEdits() {
    return state.edits();
  }

  /**
   * Makes edits durable, all or none.
   *
   * @throws IOException if they are not durable; if the manifest then {@link #hasFailed}, a crash
   *     before it is repaired may still bring them
   * @throws IllegalArgumentException if an edit contradicts the earlier ones; nothing has changed
   */
  public synchronized void commit(List<ManifestEdit> edits) throws IOException {
    repair();
    if (edits.isEmpty()) {
      return;
    }
    state.begin();
    try {
      edits.forEach(state::apply);
      file.append(edits);
    } catch (IOException | RuntimeException e) {
      state.takeBack();
      failure = file.isBroken() ? e : null;
      throw e;
    }
    state.keep();
    if (file.size() > rollAt) {
      roll();
    }
  }

  /** Whether a commit failed so that a crash now might bring its edits. */
  public synchronized boolean hasFailed() {
    return failure != null;
  }

  /**
   * Begins a new file if the manifest has failed. Afterwards the edits of the commit that failed
   * are not in the manifest.
   *
   * @throws IOException if that is not possible now; it may be tried again
   */
  public synchronized void repair() throws IOException {
    if (closed) {
      throw new IllegalStateException("the manifest is closed");
    }
    Exception cause = failure;
    if (cause == null) {
      return;
    }
    try {
      takeOver(directory.prepare(state.edits()));
    } catch (IOException e) {
      e.addSuppressed(cause);
      throw new IOException(
          "the manifest failed and no new file can be begun: " + e.getMessage(), e);
    }
    LOG.info("the manifest works again, in file {}", file.number());
  }

  /** The edits so far are durable, so an error here is no error of their commit. */
  private void roll() {
    try {
      takeOver(directory.prepare(state.edits()));
    } catch (IOException | RuntimeException e) {
      rollAt = nextRoll();
      LOG.warn("no new manifest file can be begun; it is tried again: {}", e.getMessage(), e);
    }
  }

  /** Continues in a file that was prepared; failed while it is not known which file counts. */
  private void takeOver(ManifestFile prepared) throws IOException {
    ManifestFile older = file;
    try {
      file = directory.publish(prepared);
    } catch (IOException | RuntimeException e) {
      failure = e;
      throw e;
    }
    failure = null;
    rollAt = nextRoll();
    try {
      older.close();
    } catch (IOException e) {
      LOG.warn("the manifest file before {} can't be closed: {}", file.number(), e.getMessage());
    }
    directory.deleteBefore(file.number());
  }

  private long nextRoll() {
    return file.size() + Math.max(rollBytes, file.size());
  }

  /** Appends an empty record, so that a damaged last commit differs from a torn one, and closes. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (ManifestFile closing = file) {
      if (failure == null && !closing.endsEmpty()) {
        closing.append(List.of());
      }
    }
  }
}
