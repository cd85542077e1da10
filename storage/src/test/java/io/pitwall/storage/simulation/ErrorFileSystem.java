package io.pitwall.storage.simulation;

import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.runtime.StoredFile;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file system of which the files of one directory fail with an {@link Error} when they are
 * forced, as a virtual machine without memory does.
 */
public final class ErrorFileSystem implements FileSystem {
  private final FileSystem files;
  private @Nullable String directory;
  private @Nullable Error error;

  public ErrorFileSystem(FileSystem files) {
    this.files = files;
  }

  /** Each force of a file in this directory throws the error from now on. */
  public void failIn(String failingDirectory, Error planted) {
    directory = failingDirectory;
    error = planted;
  }

  @Override
  public StoredFile create(String path) throws IOException {
    return new File(files.create(path));
  }

  @Override
  public StoredFile open(String path) throws IOException {
    return new File(files.open(path));
  }

  @Override
  public StoredFile openForReading(String path) throws IOException {
    return files.openForReading(path);
  }

  @Override
  public boolean exists(String path) throws IOException {
    return files.exists(path);
  }

  @Override
  public List<String> list(String path) throws IOException {
    return files.list(path);
  }

  @Override
  public void createDirectories(String path) throws IOException {
    files.createDirectories(path);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    files.rename(from, to);
  }

  @Override
  public void delete(String path) throws IOException {
    files.delete(path);
  }

  @Override
  public void syncDirectory(String path) throws IOException {
    files.syncDirectory(path);
  }

  @Override
  public long usableBytes() throws IOException {
    return files.usableBytes();
  }

  @Override
  public long size(String path) throws IOException {
    return files.size(path);
  }

  @Override
  public Lock lock(String path) throws IOException {
    return files.lock(path);
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  private final class File implements StoredFile {
    private final StoredFile file;

    File(StoredFile file) {
      this.file = file;
    }

    private void failIfPlanted() {
      Error planted = error;
      if (planted != null && directory != null && path().startsWith(directory + "/")) {
        throw planted;
      }
    }

    @Override
    public String path() {
      return file.path();
    }

    @Override
    public void write(long position, byte[] bytes, int offset, int length) throws IOException {
      file.write(position, bytes, offset, length);
    }

    @Override
    public void read(long position, byte[] into, int offset, int length) throws IOException {
      file.read(position, into, offset, length);
    }

    @Override
    public int readUpTo(long position, byte[] into, int offset, int length) throws IOException {
      return file.readUpTo(position, into, offset, length);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void truncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void force() throws IOException {
      failIfPlanted();
      file.force();
    }

    @Override
    public void forceAll() throws IOException {
      failIfPlanted();
      file.forceAll();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
