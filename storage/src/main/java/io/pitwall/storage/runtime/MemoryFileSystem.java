package io.pitwall.storage.runtime;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Files in memory that end with the process, for a store that nobody relies on. Nothing is durable,
 * even after a sync.
 */
public final class MemoryFileSystem implements FileSystem {
  /** A file or directory; a directory has no bytes of its own. */
  private static final class Entry {
    private final boolean isDirectory;
    private byte[] bytes = new byte[0];
    private int size;

    Entry(boolean isDirectory) {
      this.isDirectory = isDirectory;
    }
  }

  private final TreeMap<String, Entry> entries = new TreeMap<>(Map.of("", new Entry(true)));
  private final Set<String> locks = new HashSet<>();

  @Override
  public synchronized StoredFile create(String path) throws IOException {
    add(path, new Entry(false));
    return open(path);
  }

  @Override
  public synchronized StoredFile open(String path) throws IOException {
    return new MemoryFile(path, existing(path, false));
  }

  @Override
  public StoredFile openForReading(String path) throws IOException {
    return open(path);
  }

  @Override
  public synchronized boolean exists(String path) {
    return entries.containsKey(path);
  }

  @Override
  public synchronized List<String> list(String directory) throws IOException {
    existing(directory, true);
    return entries.keySet().stream()
        .filter(path -> !path.isEmpty() && parent(path).equals(directory))
        .map(path -> path.substring(path.lastIndexOf('/') + 1))
        .toList();
  }

  @Override
  public synchronized void createDirectories(String path) throws IOException {
    if (!path.isEmpty()) {
      createDirectories(parent(path));
      if (entries.putIfAbsent(path, new Entry(true)) != null) {
        existing(path, true);
      }
    }
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    add(to, existing(from, false));
    entries.remove(from);
  }

  @Override
  public synchronized void delete(String path) throws IOException {
    Entry entry = entries.get(path);
    if (entry == null) {
      throw new IOException("'" + path + "' does not exist");
    }
    if (entry.isDirectory && !list(path).isEmpty()) {
      throw new IOException("the directory '" + path + "' is not empty");
    }
    entries.remove(path);
  }

  @Override
  public void syncDirectory(String directory) {}

  @Override
  public long usableBytes() {
    return Long.MAX_VALUE;
  }

  @Override
  public synchronized long size(String path) throws IOException {
    return existing(path, false).size;
  }

  @Override
  public synchronized Lock lock(String path) throws IOException {
    if (!locks.add(path)) {
      throw new IOException("'" + path + "' is locked already");
    }
    return () -> unlock(path);
  }

  private synchronized void unlock(String path) {
    locks.remove(path);
  }

  @Override
  public void close() {}

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private void add(String path, Entry entry) throws IOException {
    existing(parent(path), true);
    if (entries.putIfAbsent(path, entry) != null) {
      throw new IOException("'" + path + "' exists already");
    }
  }

  private Entry existing(String path, boolean isDirectory) throws IOException {
    Entry entry = entries.get(path);
    if (entry == null || entry.isDirectory != isDirectory) {
      throw new IOException(
          "there is no " + (isDirectory ? "directory" : "file") + " '" + path + "'");
    }
    return entry;
  }

  private record MemoryFile(String path, Entry entry) implements StoredFile {
    @Override
    public void write(long position, byte[] bytes, int offset, int length) {
      synchronized (entry) {
        int end = Math.toIntExact(position + length);
        if (end > entry.bytes.length) {
          entry.bytes = Arrays.copyOf(entry.bytes, Math.max(end, entry.bytes.length * 2));
        }
        System.arraycopy(bytes, offset, entry.bytes, (int) position, length);
        entry.size = Math.max(entry.size, end);
      }
    }

    @Override
    public void read(long position, byte[] into, int offset, int length) throws IOException {
      if (readUpTo(position, into, offset, length) < length) {
        throw new EOFException("'" + path + "' ends at " + size());
      }
    }

    @Override
    public int readUpTo(long position, byte[] into, int offset, int length) {
      synchronized (entry) {
        int there = Math.clamp(entry.size - position, 0, length);
        if (there > 0) {
          System.arraycopy(entry.bytes, (int) position, into, offset, there);
        }
        return there;
      }
    }

    @Override
    public long size() {
      synchronized (entry) {
        return entry.size;
      }
    }

    @Override
    public void truncate(long size) {
      synchronized (entry) {
        Arrays.fill(entry.bytes, (int) size, entry.size, (byte) 0);
        entry.size = (int) size;
      }
    }

    @Override
    public void force() {}

    @Override
    public void forceAll() {}

    @Override
    public void close() {}
  }
}
