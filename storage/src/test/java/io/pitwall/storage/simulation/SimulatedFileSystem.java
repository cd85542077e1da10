package io.pitwall.storage.simulation;

import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.runtime.StoredFile;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that keeps only what was promised.
 *
 * <p>Written bytes are durable after a force of their file, names after a sync of their directory.
 * At a {@link #crash()} each sector of 512 bytes that was not forced ends as any of its versions
 * since, or as before; of the changes of names that were not synced a prefix or any subset is kept.
 * Every changing operation is a place to crash at ({@link #crashAfter}), and any operation can be
 * made to fail ({@link #failOn}).
 *
 * <p>Safe for several threads, but the same seed gives the same history only on one.
 */
public final class SimulatedFileSystem implements FileSystem {

  /** The kinds of operation that are counted and can be made to fail. */
  public enum Operation {
    CREATE(true),
    OPEN(false),
    READ(false),
    WRITE(true),
    TRUNCATE(true),
    FORCE(true),
    RENAME(true),
    DELETE(true),
    CREATE_DIRECTORIES(true),
    SYNC_DIRECTORY(true),
    LIST(false);

    private final boolean changes;

    Operation(boolean changes) {
      this.changes = changes;
    }
  }

  private record NameChange(
      String directory, @Nullable String from, @Nullable String to, SimulatedInode inode) {}

  /** What a planned power failure or kill hit. */
  public record Interruption(Operation operation, String path) {}

  private static final class Fault {
    final @Nullable Operation operation;
    final String pathPrefix;
    final boolean forever;
    final String message;
    long countdown;

    Fault(
        @Nullable Operation operation,
        String pathPrefix,
        long countdown,
        boolean forever,
        String message) {
      this.operation = operation;
      this.pathPrefix = pathPrefix;
      this.countdown = countdown;
      this.forever = forever;
      this.message = message;
    }
  }

  private final Chance chance;
  private final TreeMap<String, SimulatedInode> names = new TreeMap<>();
  private final TreeMap<String, SimulatedInode> durableNames = new TreeMap<>();
  private final List<NameChange> pendingNames = new ArrayList<>();
  private final TreeSet<String> directories = new TreeSet<>();
  private final Set<String> locks = new HashSet<>();
  private final EnumMap<Operation, Long> counts = new EnumMap<>(Operation.class);
  private final List<Fault> faults = new ArrayList<>();
  private long changes;
  private long crashAtChange = Long.MAX_VALUE;
  private long killAtChange = Long.MAX_VALUE;
  private @Nullable Interruption interruption;
  private boolean down;
  private boolean killed;
  private boolean forceHasFailed;
  private int generation;
  private final List<String> openFiles = new ArrayList<>();
  private long capacityBytes = Long.MAX_VALUE;
  private boolean forceIsIgnored;
  private String ignoredForcePrefix = "";
  private Consumer<String> forceListener = path -> {};
  private @Nullable Consumer<String> trace;
  private boolean directorySyncIsIgnored;

  /** An empty disk. */
  public SimulatedFileSystem(Chance chance) {
    this.chance = chance;
    directories.add("");
  }

  // What a test does to it.

  /** Loses power during the {@code n}-th changing operation from now on, 1 being the next. */
  public synchronized void crashAfter(long n) {
    crashAtChange = changes + n;
  }

  /**
   * Kills the process, but not the machine, during the {@code n}-th changing operation from now on,
   * 1 being the next: all that was written stays in the cache, durable or not. Until {@link
   * #killProcess()} every operation throws {@link SimulatedCrash}.
   */
  public synchronized void killAfter(long n) {
    killAtChange = changes + n;
  }

  /** What this process's end hit, if it was planned and came to pass; else null. */
  public synchronized @Nullable Interruption interruption() {
    return interruption;
  }

  /** Whether the machine has lost power and is not on again. */
  public synchronized boolean isDown() {
    return down;
  }

  /**
   * Whether a force failed since the machine was switched on: its cache may call bytes clean that
   * the platter does not have.
   */
  public synchronized boolean hasFailedForce() {
    return forceHasFailed;
  }

  /** Whether a planned kill has hit and the process has not been started again. */
  public synchronized boolean isKilled() {
    return killed;
  }

  /** Loses power now. All later operations throw {@link SimulatedCrash}. */
  public synchronized void crash() {
    if (!down) {
      down = true;
      losePending();
    }
  }

  /** Switches the machine on again, with what the crash left on the disk. */
  public synchronized void recoverAfterCrash() {
    crash();
    down = false;
    forceHasFailed = false;
    restartProcess();
  }

  /** Switches the machine on again if it is down; otherwise does nothing. */
  public synchronized void recoverAfterCrashIfDown() {
    if (down) {
      recoverAfterCrash();
    }
  }

  /**
   * Kills the process, not the machine: open files and locks are gone, but all that was written is
   * still in the cache, durable or not.
   */
  public synchronized void killProcess() {
    restartProcess();
  }

  private void restartProcess() {
    generation++;
    openFiles.clear();
    locks.clear();
    faults.clear();
    crashAtChange = Long.MAX_VALUE;
    killAtChange = Long.MAX_VALUE;
    killed = false;
    interruption = null;
  }

  private void losePending() {
    // How bad it is differs from crash to crash: all lost, all kept, or anything between.
    double keepProbability = chance.below(5) / 4.0;
    keepSomeNames(keepProbability);
    for (SimulatedInode inode : durableNames.values()) {
      inode.crash(chance, keepProbability);
    }
    names.clear();
    names.putAll(durableNames);
  }

  private void keepSomeNames(double keepProbability) {
    boolean prefixOnly = chance.oneIn(2);
    for (NameChange change : pendingNames) {
      if (chance.happens(keepProbability)) {
        makeDurable(change);
      } else if (prefixOnly) {
        break;
      }
    }
    pendingNames.clear();
  }

  /** Applies a change of a name if what it starts from is on the disk. */
  private void makeDurable(NameChange change) {
    if (change.from() != null && durableNames.get(change.from()) != change.inode()) {
      return;
    }
    if (change.to() != null && durableNames.containsKey(change.to())) {
      return;
    }
    if (change.from() != null) {
      durableNames.remove(change.from());
    }
    if (change.to() != null) {
      durableNames.put(change.to(), change.inode());
    }
  }

  /**
   * Makes the {@code n}-th operation of a kind from now on fail, 1 being the next, once or from
   * then on for ever. A failed force marks what is pending as clean, as Linux does: a second one
   * succeeds although the bytes are not on the disk.
   */
  public synchronized void failOn(Operation operation, long n, boolean forever, String message) {
    faults.add(new Fault(operation, "", n, forever, message));
  }

  /** Makes the next operation of a kind fail, or all, on files whose path begins so. */
  public synchronized void failAt(
      Operation operation, String pathPrefix, boolean forever, String message) {
    faults.add(new Fault(operation, pathPrefix, 1, forever, message));
  }

  /** Makes the {@code n}-th operation of whatever kind from now on fail; see {@link #failOn}. */
  public synchronized void failAfter(long n, boolean forever, String message) {
    faults.add(new Fault(null, "", n, forever, message));
  }

  /** Ends all planned failures. */
  public synchronized void heal() {
    faults.clear();
  }

  /** Planted fault: forces succeed and do nothing. */
  public synchronized void ignoreForce(boolean ignore) {
    forceIsIgnored = ignore;
  }

  /** Planted fault: forces of files whose path begins so succeed and do nothing. */
  public synchronized void ignoreForceOf(String pathPrefix) {
    forceIsIgnored = true;
    ignoredForcePrefix = pathPrefix;
  }

  /** Tells of each operation that changes something, to understand a seed. */
  public synchronized void traceTo(Consumer<String> listener) {
    trace = listener;
  }

  /** Tells of each force before it begins, with the path; for the plan of a faulty order. */
  public synchronized void beforeForce(Consumer<String> listener) {
    forceListener = listener;
  }

  /** Planted fault: directory syncs succeed and do nothing. */
  public synchronized void ignoreDirectorySync(boolean ignore) {
    directorySyncIsIgnored = ignore;
  }

  /** The size of the disk; writes beyond it fail. */
  public synchronized void capacity(long bytes) {
    capacityBytes = bytes;
  }

  /** Flips a bit of a file, in the cache and on the platter. */
  public synchronized void flipBit(String path, long position, int bit) {
    SimulatedInode inode = known(path);
    int at = Math.toIntExact(position);
    inode.damage(at, new byte[] {(byte) (inode.content()[at] ^ (1 << bit))});
  }

  /** Overwrites a range of a file, in the cache and on the platter. */
  public synchronized void overwrite(String path, long position, byte[] bytes) {
    known(path).damage(Math.toIntExact(position), bytes);
  }

  /** A copy of what a file holds for the process. */
  public synchronized byte[] content(String path) {
    return known(path).content();
  }

  /** Puts a durable file there, replacing one of that name. */
  public synchronized void put(String path, byte[] content) {
    SimulatedInode inode = new SimulatedInode();
    inode.write(0, content, 0, content.length);
    inode.force();
    names.put(path, inode);
    durableNames.put(path, inode);
  }

  /** Takes a file away durably. */
  public synchronized void remove(String path) {
    names.remove(path);
    durableNames.remove(path);
  }

  /** Gives a file another name durably. */
  public synchronized void move(String from, String to) {
    SimulatedInode inode = known(from);
    remove(from);
    names.put(to, inode);
    durableNames.put(to, inode);
  }

  /** How often each kind of operation was called. */
  public synchronized Map<Operation, Long> counts() {
    return new EnumMap<>(counts);
  }

  /** The paths of the files that this process has open. */
  public synchronized List<String> openFiles() {
    return List.copyOf(openFiles);
  }

  /** How many changing operations there were; each is a place to crash at. */
  public synchronized long changes() {
    return changes;
  }

  /** The paths of all files. */
  public synchronized List<String> paths() {
    return List.copyOf(names.keySet());
  }

  private SimulatedInode known(String path) {
    SimulatedInode inode = names.get(path);
    if (inode == null) {
      throw new IllegalArgumentException("no file '" + path + "' among " + names.keySet());
    }
    return inode;
  }

  // What the code under test does.

  @Override
  public synchronized StoredFile create(String path) throws IOException {
    before(Operation.CREATE, path);
    if (names.containsKey(path) || directories.contains(path)) {
      throw new IOException("'" + path + "' exists");
    }
    requireDirectory(parent(path));
    SimulatedInode inode = new SimulatedInode();
    names.put(path, inode);
    pendingNames.add(new NameChange(parent(path), null, path, inode));
    return new SimulatedFile(path, inode);
  }

  @Override
  public synchronized StoredFile open(String path) throws IOException {
    before(Operation.OPEN, path);
    return new SimulatedFile(path, existing(path));
  }

  @Override
  public StoredFile openForReading(String path) throws IOException {
    return open(path);
  }

  @Override
  public synchronized boolean exists(String path) {
    checkPower();
    return names.containsKey(path) || directories.contains(path);
  }

  @Override
  public synchronized List<String> list(String directory) throws IOException {
    before(Operation.LIST, directory);
    requireDirectory(directory);
    String prefix = directory.isEmpty() ? "" : directory + "/";
    TreeSet<String> result = new TreeSet<>();
    for (Set<String> paths : List.of(names.keySet(), directories)) {
      for (String path : paths) {
        if (path.startsWith(prefix) && path.length() > prefix.length()) {
          String rest = path.substring(prefix.length());
          int slash = rest.indexOf('/');
          result.add(slash < 0 ? rest : rest.substring(0, slash));
        }
      }
    }
    return List.copyOf(result);
  }

  @Override
  public synchronized void createDirectories(String path) throws IOException {
    if (directories.contains(path)) {
      checkPower();
      return;
    }
    before(Operation.CREATE_DIRECTORIES, path);
    for (String directory = path; !directory.isEmpty(); directory = parent(directory)) {
      if (names.containsKey(directory)) {
        throw new IOException("'" + directory + "' is a file");
      }
      directories.add(directory);
    }
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    before(Operation.RENAME, to);
    SimulatedInode inode = existing(from);
    if (names.containsKey(to) || directories.contains(to)) {
      throw new IOException("'" + to + "' exists");
    }
    requireDirectory(parent(to));
    names.remove(from);
    names.put(to, inode);
    pendingNames.add(new NameChange(parent(to), from, to, inode));
  }

  @Override
  public synchronized void delete(String path) throws IOException {
    before(Operation.DELETE, path);
    if (directories.contains(path)) {
      if (!list(path).isEmpty()) {
        throw new IOException("'" + path + "' is not empty");
      }
      directories.remove(path);
      return;
    }
    SimulatedInode inode = existing(path);
    names.remove(path);
    pendingNames.add(new NameChange(parent(path), path, null, inode));
  }

  @Override
  public synchronized void syncDirectory(String directory) throws IOException {
    before(Operation.SYNC_DIRECTORY, directory);
    requireDirectory(directory);
    if (directorySyncIsIgnored) {
      return;
    }
    Iterator<NameChange> changesOfNames = pendingNames.iterator();
    while (changesOfNames.hasNext()) {
      NameChange change = changesOfNames.next();
      if (change.directory().equals(directory)) {
        makeDurable(change);
        changesOfNames.remove();
      }
    }
  }

  @Override
  public synchronized long usableBytes() {
    checkPower();
    return Math.max(0, capacityBytes - usedBytes());
  }

  @Override
  public synchronized long size(String path) throws IOException {
    checkPower();
    return existing(path).size();
  }

  @Override
  public synchronized Lock lock(String path) throws IOException {
    checkPower();
    if (!locks.add(path)) {
      throw new IOException("'" + path + "' is already open in this process");
    }
    int lockedIn = generation;
    return () -> {
      synchronized (this) {
        if (lockedIn == generation) {
          locks.remove(path);
        }
      }
    };
  }

  @Override
  public void close() {
    // Holds nothing.
  }

  /** Bytes of all files. */
  public synchronized long usedBytes() {
    long used = 0;
    for (SimulatedInode inode : names.values()) {
      used += inode.size();
    }
    return used;
  }

  private SimulatedInode existing(String path) throws FileNotFoundException {
    SimulatedInode inode = names.get(path);
    if (inode == null) {
      throw new FileNotFoundException(path);
    }
    return inode;
  }

  private void requireDirectory(String directory) throws FileNotFoundException {
    if (!directories.contains(directory)) {
      throw new FileNotFoundException(directory);
    }
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private void checkPower() {
    if (down) {
      throw new SimulatedCrash("the machine is down (seed " + chance.seed() + ")");
    }
    if (killed) {
      throw new SimulatedCrash("the process is dead (seed " + chance.seed() + ")");
    }
  }

  /** Counts an operation, and crashes or fails it if that was planned. */
  private void before(Operation operation, String path) throws IOException {
    checkPower();
    counts.merge(operation, 1L, Long::sum);
    if (trace != null && operation.changes) {
      trace.accept(operation + " " + path);
    }
    if (operation.changes && ++changes >= Math.min(crashAtChange, killAtChange)) {
      interruption = new Interruption(operation, path);
      if (changes >= killAtChange) {
        killed = true;
        throw new SimulatedCrash("killed at " + operation + " (seed " + chance.seed() + ")");
      }
      crash();
      throw new SimulatedCrash("power lost at " + operation + " (seed " + chance.seed() + ")");
    }
    Iterator<Fault> planned = faults.iterator();
    while (planned.hasNext()) {
      Fault fault = planned.next();
      boolean concerned =
          (fault.operation == null || fault.operation == operation)
              && path.startsWith(fault.pathPrefix);
      if (concerned && --fault.countdown <= 0) {
        if (!fault.forever) {
          planned.remove();
        }
        throw new IOException(fault.message);
      }
    }
  }

  private final class SimulatedFile implements StoredFile {

    private final String path;
    private final SimulatedInode inode;
    private final int openedIn = generation;
    private boolean closed;

    SimulatedFile(String path, SimulatedInode inode) {
      this.path = path;
      this.inode = inode;
      openFiles.add(path);
    }

    @Override
    public String path() {
      return path;
    }

    private void checkOpen() throws IOException {
      checkPower();
      if (closed || openedIn != generation) {
        throw new IOException("'" + path + "' is closed");
      }
    }

    @Override
    public void write(long position, byte[] bytes, int offset, int length) throws IOException {
      synchronized (SimulatedFileSystem.this) {
        checkOpen();
        long growth = position + length - inode.size();
        if (growth > 0 && usedBytes() + growth > capacityBytes) {
          throw new IOException("No space left on device");
        }
        if (changes + 1 >= Math.min(crashAtChange, killAtChange)) {
          // The machine goes down in the middle: what the write did is pending like anything else.
          inode.write(position, bytes, offset, length);
        }
        before(Operation.WRITE, path);
        inode.write(position, bytes, offset, length);
      }
    }

    @Override
    public void read(long position, byte[] into, int offset, int length) throws IOException {
      int read = readUpTo(position, into, offset, length);
      if (read < length) {
        throw new EOFException("'" + path + "' ends at " + (position + read));
      }
    }

    @Override
    public int readUpTo(long position, byte[] into, int offset, int length) throws IOException {
      synchronized (SimulatedFileSystem.this) {
        checkOpen();
        before(Operation.READ, path);
        return inode.read(position, into, offset, length);
      }
    }

    @Override
    public long size() throws IOException {
      synchronized (SimulatedFileSystem.this) {
        checkOpen();
        return inode.size();
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (SimulatedFileSystem.this) {
        checkOpen();
        before(Operation.TRUNCATE, path);
        if (size > inode.size()) {
          throw new IllegalArgumentException("'" + path + "' cannot be cut to " + size);
        }
        inode.truncate((int) size);
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (SimulatedFileSystem.this) {
        checkOpen();
        forceListener.accept(path);
        try {
          before(Operation.FORCE, path);
        } catch (IOException e) {
          forceHasFailed = true;
          inode.failForce(chance);
          throw e;
        }
        if (!forceIsIgnored || !path.startsWith(ignoredForcePrefix)) {
          inode.force();
        }
      }
    }

    @Override
    public void forceAll() throws IOException {
      force();
    }

    @Override
    public void close() {
      synchronized (SimulatedFileSystem.this) {
        if (!closed && openedIn == generation) {
          openFiles.remove(path);
        }
        closed = true;
      }
    }
  }
}
