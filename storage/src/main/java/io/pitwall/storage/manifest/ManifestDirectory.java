package io.pitwall.storage.manifest;

import io.pitwall.storage.runtime.FileSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory of manifest files: their names and numbers, and how a new one takes over. */
final class ManifestDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(ManifestDirectory.class);
  private static final String PREFIX = "manifest-";
  private static final String UNFINISHED = ".new";
  private static final Pattern NAME = Pattern.compile("manifest-[0-9a-f]{16}");

  private final FileSystem fs;
  private final String directory;
  private long nextNumber = 1;

  ManifestDirectory(FileSystem fs, String directory) {
    this.fs = fs;
    this.directory = directory;
  }

  /** Whether a directory has a manifest file, whole or not; it may be missing itself. */
  static boolean hasManifest(FileSystem fs, String directory) throws IOException {
    return fs.exists(directory)
        && fs.list(directory).stream().anyMatch(name -> NAME.matcher(name).matches());
  }

  /**
   * Creates the directory if it is missing, and removes what an interrupted {@link #prepare} left.
   *
   * @return the numbers of the files, ascending; the last one counts
   */
  List<Long> open() throws IOException {
    fs.createDirectories(directory);
    List<Long> numbers = new ArrayList<>();
    for (String name : fs.list(directory)) {
      if (name.endsWith(UNFINISHED)) {
        fs.delete(directory + "/" + name);
      } else if (NAME.matcher(name).matches()) {
        numbers.add(numberOf(name));
      } else {
        throw new IOException(
            "'%s/%s' is not a manifest file; move it elsewhere".formatted(directory, name));
      }
    }
    // Each name has sixteen digits, so that the names sort like the numbers.
    nextNumber = numbers.isEmpty() ? 1 : numbers.getLast() + 1;
    return numbers;
  }

  String path(long number) {
    return directory + "/" + PREFIX + "%016x".formatted(number);
  }

  private static long numberOf(String name) {
    return Long.parseUnsignedLong(name.substring(PREFIX.length()), 16);
  }

  /** A file with a checkpoint under a name that does not count yet; it has the next number. */
  ManifestFile prepare(List<ManifestEdit> checkpoint) throws IOException {
    String unfinished = path(nextNumber) + UNFINISHED;
    if (fs.exists(unfinished)) {
      fs.delete(unfinished); // an attempt that failed, and could not be removed then
    }
    try {
      return ManifestFile.create(fs, unfinished, nextNumber, checkpoint);
    } catch (IOException | RuntimeException e) {
      remove(unfinished);
      throw e;
    }
  }

  /**
   * Makes a prepared file the one that counts, durably.
   *
   * @return the same file, under its new name
   * @throws IOException if it is not known which file counts after a crash; a further file, which
   *     has a higher number, settles it
   */
  ManifestFile publish(ManifestFile prepared) throws IOException {
    String path = path(prepared.number());
    nextNumber = prepared.number() + 1;
    try (ManifestFile closing = prepared) {
      fs.rename(path + UNFINISHED, path);
      fs.syncDirectory(directory);
      return closing.reopened(fs, path);
    }
  }

  /** Makes the name of the file that counts durable, and deletes the files before it. */
  void keepOnly(long number) throws IOException {
    fs.syncDirectory(directory);
    deleteBefore(number);
  }

  /** Deletes the files with lower numbers. One that can't be deleted is left to the next start. */
  void deleteBefore(long number) {
    try {
      for (String name : fs.list(directory)) {
        if (NAME.matcher(name).matches() && numberOf(name) < number) {
          remove(directory + "/" + name);
        }
      }
    } catch (IOException e) {
      LOG.warn("manifest files before number {} can't be deleted: {}", number, e.getMessage());
    }
  }

  private void remove(String path) {
    try {
      if (fs.exists(path)) {
        fs.delete(path);
      }
    } catch (IOException e) {
      LOG.warn("the manifest file '{}' can't be deleted: {}", path, e.getMessage());
    }
  }
}
