package io.pitwall.storage.runtime;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operating system's file system under one root directory.
 *
 * <p>Files are created with permissions 0600 and directories with 0700 where the system has them.
 */
public final class OsFileSystem implements FileSystem {

  private static final Logger LOG = LoggerFactory.getLogger(OsFileSystem.class);

  private static final Set<PosixFilePermission> FILE_PERMISSIONS =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> DIRECTORY_PERMISSIONS =
      PosixFilePermissions.fromString("rwx------");

  /**
   * Lock files held by this process. The system's own locks belong to the whole process, and
   * closing any channel to a locked file gives its lock back; so a second attempt in this process
   * must be refused before it opens the file.
   */
  private static final Set<Path> HELD_LOCKS = ConcurrentHashMap.newKeySet();

  private static final String LOST_AND_FOUND = "lost+found";
  private static final int LOCK_NOTE_BYTES = 64;

  private final Path root;
  private final boolean posix;

  private OsFileSystem(Path root) {
    this.root = root;
    this.posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** Opens the file system on a directory, which is created durably when it is missing. */
  public static OsFileSystem open(Path root) throws IOException {
    Path absolute = root.toAbsolutePath().normalize();
    OsFileSystem fileSystem = new OsFileSystem(absolute);
    fileSystem.createDurably(absolute);
    return new OsFileSystem(absolute.toRealPath());
  }

  /** The directory it was opened on. */
  public Path root() {
    return root;
  }

  @Override
  public StoredFile create(String path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            resolve(path),
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
            permissions(FILE_PERMISSIONS));
    return new OsStoredFile(path, channel);
  }

  @Override
  public StoredFile open(String path) throws IOException {
    FileChannel channel =
        FileChannel.open(resolve(path), StandardOpenOption.READ, StandardOpenOption.WRITE);
    return new OsStoredFile(path, channel);
  }

  @Override
  public StoredFile openForReading(String path) throws IOException {
    return new OsStoredFile(path, FileChannel.open(resolve(path), StandardOpenOption.READ));
  }

  @Override
  public boolean exists(String path) throws IOException {
    return Files.exists(resolve(path));
  }

  @Override
  public List<String> list(String directory) throws IOException {
    try (Stream<Path> entries = Files.list(resolve(directory))) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.equals(LOST_AND_FOUND))
          .sorted()
          .toList();
    }
  }

  @Override
  public void createDirectories(String path) throws IOException {
    createDurably(resolve(path));
  }

  /** Creates what is missing from the top down, syncing each new name in the directory above it. */
  private void createDurably(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent == null) {
      throw new NoSuchFileException(directory.toString());
    }
    createDurably(parent);
    try {
      Files.createDirectory(directory, permissions(DIRECTORY_PERMISSIONS));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
    sync(parent);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Path source = resolve(from);
    Path target = resolve(to);
    // The data directory is locked, so nobody can create the target between this and the move.
    if (Files.exists(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String path) throws IOException {
    Files.delete(resolve(path));
  }

  @Override
  public void syncDirectory(String directory) throws IOException {
    sync(resolve(directory));
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public long usableBytes() throws IOException {
    return Files.getFileStore(root).getUsableSpace();
  }

  @Override
  public long size(String path) throws IOException {
    return Files.size(resolve(path));
  }

  @Override
  public Lock lock(String path) throws IOException {
    Path file = resolve(path);
    if (!HELD_LOCKS.add(file)) {
      throw new IOException(
          "'" + root + "' is already open in this process (" + ProcessHandle.current().pid() + ")");
    }
    @Nullable FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              permissions(FILE_PERMISSIONS));
      @Nullable FileLock lock = tryLock(channel);
      if (lock == null) {
        throw new IOException(
            "'" + root + "' is in use by another process" + readNote(channel) + "; stop it first");
      }
      writeNote(channel);
      return new OsLock(file, channel);
    } catch (IOException | RuntimeException e) {
      if (channel != null) {
        channel.close();
      }
      HELD_LOCKS.remove(file);
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this process through another name of the directory.
      return null;
    }
  }

  /** Who holds the lock, for the message only; the lock itself decides. */
  private static String readNote(FileChannel channel) throws IOException {
    ByteBuffer note = ByteBuffer.allocate(LOCK_NOTE_BYTES);
    int length = channel.read(note, 0);
    if (length <= 0) {
      return "";
    }
    return " (" + new String(note.array(), 0, length, StandardCharsets.US_ASCII).strip() + ")";
  }

  private static void writeNote(FileChannel channel) {
    String note = "process " + ProcessHandle.current().pid() + "\n";
    ByteBuffer bytes = ByteBuffer.wrap(note.getBytes(StandardCharsets.US_ASCII));
    try {
      channel.truncate(0);
      while (bytes.hasRemaining()) {
        channel.write(bytes, bytes.position());
      }
    } catch (IOException e) {
      // The lock holds without the note, which a full disk has no room for.
      LOG.debug("the lock file has no note of this process", e);
    }
  }

  @Override
  public void close() {
    // Holds nothing itself.
  }

  private Path resolve(String path) throws IOException {
    if (path.isEmpty()) {
      return root;
    }
    for (String name : path.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('\0') >= 0) {
        throw new FileNotFoundException(
            "'" + path + "' is not a path relative to the data directory");
      }
    }
    return root.resolve(path);
  }

  private FileAttribute<?>[] permissions(Set<PosixFilePermission> permissions) {
    if (!posix) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
  }

  private static final class OsLock implements Lock {

    private final Path file;
    private final FileChannel channel;

    OsLock(Path file, FileChannel channel) {
      this.file = file;
      this.channel = channel;
    }

    @Override
    public void close() throws IOException {
      if (channel.isOpen()) {
        channel.close();
        HELD_LOCKS.remove(file);
      }
    }
  }
}
