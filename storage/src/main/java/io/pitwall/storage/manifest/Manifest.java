package io.pitwall.storage.manifest;

import io.pitwall.storage.format.DamagedFileException;
import io.pitwall.storage.runtime.FileSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The durable list of what a store consists of: names and ids, segments, positions. Safe for many
 * threads; commits happen one after another. The caller holds the lock on the data directory.
 */
public final class Manifest implements AutoCloseable {
  /** A new file begins when the old one has grown by this, and by the size of its checkpoint. */
  public static final long ROLL_BYTES = 1L << 20;

  private static final String PREFIX = "manifest-";
  private static final String UNFINISHED = ".new";
  private static final Pattern NAME = Pattern.compile("manifest-[0-9a-f]{16}");

  private final FileSystem fs;
  private final String directory;
  private final long rollBytes;
  private final ManifestState state;
  private ManifestFile file;
  private long checkpointBytes;
  private @Nullable Exception failure;
  private boolean closed;

  private Manifest(
      FileSystem fs, String directory, long rollBytes, ManifestState state, ManifestFile file) {
    this.fs = fs;
    this.directory = directory;
    this.rollBytes = rollBytes;
    this.state = state;
    this.file = file;
    this.checkpointBytes = file.size();
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

  static Manifest open(FileSystem fs, String directory, long rollBytes) throws IOException {
    fs.createDirectories(directory);
    List<String> names = new ArrayList<>();
    for (String name : fs.list(directory)) {
      if (name.endsWith(UNFINISHED)) {
        fs.delete(directory + "/" + name); // a crash cut a roll short
      } else if (NAME.matcher(name).matches()) {
        names.add(name);
      } else {
        throw new IOException(
            "'%s/%s' is not a manifest file; move it elsewhere".formatted(directory, name));
      }
    }
    ManifestState state = new ManifestState();
    if (names.isEmpty()) {
      return new Manifest(fs, directory, rollBytes, state, make(fs, directory, 1, List.of()));
    }
    // Each name has sixteen digits, so that the names sort like the numbers.
    String newest = names.get(names.size() - 1);
    long number = Long.parseUnsignedLong(newest.substring(PREFIX.length()), 16);
    ManifestFile file = ManifestFile.open(fs, directory + "/" + newest, number, state);
    Manifest manifest = new Manifest(fs, directory, rollBytes, state, file);
    try {
      // What was read may be in the operating system's cache alone: after a failed sync it is
      // marked
      // clean there and would never be written. A new file makes it durable again.
      manifest.roll();
      for (String older : names.subList(0, names.size() - 1)) {
        fs.delete(directory + "/" + older);
      }
    } catch (IOException e) {
      manifest.file.close();
      throw e;
    }
    return manifest;
  }

  /** Writes a file with its checkpoint under another name, then renames it durably. */
  private static ManifestFile make(
      FileSystem fs, String directory, long number, List<ManifestEdit> checkpoint)
      throws IOException {
    String path = directory + "/" + PREFIX + "%016x".formatted(number);
    ManifestFile.create(fs, path + UNFINISHED, number, checkpoint).close();
    fs.rename(path + UNFINISHED, path);
    fs.syncDirectory(directory);
    return ManifestFile.open(fs, path, number, new ManifestState());
  }

  /** The live edits, in an order in which they can be applied to an empty store. */
  public synchronized List<ManifestEdit> liveEdits() {
    return state.edits();
  }

  /**
   * Makes edits durable, all or none.
   *
   * @throws IOException if it is not known whether they are durable; the manifest takes no edits
   *     then, until it is opened again
   * @throws IllegalArgumentException if an edit contradicts the earlier ones; nothing is written,
   *     and the manifest takes no more edits
   */
  public synchronized void commit(List<ManifestEdit> edits) throws IOException {
    if (closed) {
      throw new IllegalStateException("the manifest is closed");
    }
    if (failure != null) {
      throw new IOException("the manifest has failed and accepts no more changes", failure);
    }
    if (edits.isEmpty()) {
      return;
    }
    try {
      edits.forEach(state::apply);
      file.append(edits);
      if (file.size() - checkpointBytes > Math.max(rollBytes, checkpointBytes)) {
        roll();
      }
    } catch (IOException | RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  /** Whether a commit failed, so that it is not known whether its edits are durable. */
  public synchronized boolean hasFailed() {
    return failure != null;
  }

  private void roll() throws IOException {
    ManifestFile older = file;
    file = make(fs, directory, older.number() + 1, state.edits());
    checkpointBytes = file.size();
    older.close();
    fs.delete(directory + "/" + PREFIX + "%016x".formatted(older.number()));
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
