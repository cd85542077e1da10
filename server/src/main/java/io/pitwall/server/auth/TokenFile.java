package io.pitwall.server.auth;

import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.runtime.StoredFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads and replaces the file that the package documentation specifies. Reading needs no lock,
 * since a file is whole when it gets its name.
 */
final class TokenFile {
  static final String DIRECTORY = "auth";

  private static final String LOCK = DIRECTORY + "/LOCK";
  private static final String PREFIX = "tokens-";
  private static final String UNFINISHED = DIRECTORY + "/tokens.new";
  private static final String FIRST_LINE = "pitwall-tokens 1";
  private static final String CHECKSUM = "crc32c ";
  private static final int PARTS = 6;
  private static final int MAX_BYTES = 1 << 20;

  /**
   * What one file contains.
   *
   * @param number the number in the file's name, at least 1
   * @param entries one per token, in the order of the file
   */
  record Kept(long number, List<TokenEntry> entries) {
    /** Copies the list. */
    Kept {
      entries = List.copyOf(entries);
    }
  }

  /** Decides what to keep from now on. */
  interface Change {
    /**
     * Returns the new entries.
     *
     * @param kept what is kept, or null if nothing ever was
     * @throws IllegalArgumentException to leave it as it is
     */
    List<TokenEntry> of(@Nullable Kept kept);
  }

  private TokenFile() {}

  /**
   * Replaces what is kept by what a change makes of it; no other change comes between.
   *
   * @throws IllegalArgumentException as the change does
   * @throws IOException if another change is under way, or the file can't be read or written
   */
  static Kept change(FileSystem files, Change change) throws IOException {
    FileSystem.Lock lock = lock(files);
    try {
      return write(files, change.of(read(files)));
    } finally {
      lock.close();
    }
  }

  /**
   * Takes the right to change the tokens. It is held for milliseconds, by a server that starts or
   * by a command.
   *
   * @throws IOException if somebody else holds it
   */
  static FileSystem.Lock lock(FileSystem files) throws IOException {
    files.createDirectories(DIRECTORY);
    try {
      return files.lock(LOCK);
    } catch (IOException e) {
      throw new IOException(
          "another command or a server that starts is changing the tokens; try again", e);
    }
  }

  /**
   * The kept tokens, or null if none were ever kept.
   *
   * @throws IOException if the file is damaged or can't be read; the message says what to do
   */
  static @Nullable Kept read(FileSystem files) throws IOException {
    long number = newest(files);
    while (number > 0) {
      try {
        return new Kept(number, read(files, path(number)));
      } catch (NoSuchFileException e) {
        // Another process has replaced the file after its name was read.
        long next = newest(files);
        if (next == number) {
          throw e;
        }
        number = next;
      }
    }
    return null;
  }

  private static List<TokenEntry> read(FileSystem files, String path) throws IOException {
    try (StoredFile file = files.open(path)) {
      long size = file.size();
      if (size > MAX_BYTES) {
        throw damaged(path, "it has " + size + " bytes");
      }
      byte[] bytes = new byte[(int) size];
      file.read(0, bytes, 0, bytes.length);
      return parse(path, bytes);
    }
  }

  /** Replaces what is kept; the old file stays the valid one until the new one is durable. */
  private static Kept write(FileSystem files, List<TokenEntry> entries) throws IOException {
    long old = newest(files);
    if (files.exists(UNFINISHED)) {
      files.delete(UNFINISHED);
    }
    byte[] bytes = format(entries);
    try (StoredFile file = files.create(UNFINISHED)) {
      file.write(0, bytes, 0, bytes.length);
      file.forceAll();
    }
    files.rename(UNFINISHED, path(old + 1));
    files.syncDirectory(DIRECTORY);
    if (old > 0) {
      files.delete(path(old));
      files.syncDirectory(DIRECTORY);
    }
    return new Kept(old + 1, entries);
  }

  /** The highest number in use, or 0. */
  static long newest(FileSystem files) throws IOException {
    long newest = 0;
    if (files.exists(DIRECTORY)) {
      for (String name : files.list(DIRECTORY)) {
        if (name.matches(PREFIX + "[0-9]{1,18}")) {
          newest = Math.max(newest, Long.parseLong(name.substring(PREFIX.length())));
        }
      }
    }
    return newest;
  }

  private static String path(long number) {
    return DIRECTORY + "/" + PREFIX + number;
  }

  private static byte[] format(List<TokenEntry> entries) {
    Base64.Encoder base64 = Base64.getEncoder();
    StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
    for (TokenEntry entry : entries) {
      ScramVerifier verifier = entry.verifier();
      text.append(entry.user())
          .append(' ')
          .append(base64.encodeToString(entry.hash()))
          .append(' ')
          .append(base64.encodeToString(verifier.salt()))
          .append(' ')
          .append(verifier.iterations())
          .append(' ')
          .append(base64.encodeToString(verifier.storedKey()))
          .append(' ')
          .append(base64.encodeToString(verifier.serverKey()))
          .append('\n');
    }
    String checked = text.toString();
    return (checked + CHECKSUM + checksum(checked) + '\n').getBytes(StandardCharsets.US_ASCII);
  }

  private static List<TokenEntry> parse(String path, byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.lastIndexOf('\n', text.length() - 2) + 1;
    String checked = text.substring(0, end);
    if (!text.substring(end).equals(CHECKSUM + checksum(checked) + '\n')) {
      throw damaged(path, "its checksum is wrong");
    }
    String[] lines = checked.split("\n", -1);
    if (!lines[0].equals(FIRST_LINE)) {
      throw new IOException(
          path + " begins with '" + lines[0] + "', this version reads '" + FIRST_LINE + "'");
    }
    List<TokenEntry> entries = new ArrayList<>();
    for (int i = 1; i < lines.length - 1; i++) {
      entries.add(entry(path, lines[i], i + 1));
    }
    return entries;
  }

  private static TokenEntry entry(String path, String line, int number) throws IOException {
    String[] parts = line.split(" ", -1);
    if (parts.length != PARTS) {
      throw damaged(path, "line " + number + " has " + parts.length + " parts");
    }
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      ScramVerifier verifier =
          new ScramVerifier(
              base64.decode(parts[2]),
              Integer.parseInt(parts[3]),
              base64.decode(parts[4]),
              base64.decode(parts[5]));
      return new TokenEntry(parts[0], base64.decode(parts[1]), verifier);
    } catch (IllegalArgumentException e) {
      throw damaged(path, "line " + number + " can't be read");
    }
  }

  private static String checksum(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
    return "%08x".formatted(crc.getValue());
  }

  private static IOException damaged(String path, String how) {
    return new IOException(
        path
            + " in the data directory is damaged: "
            + how
            + "; delete it to get a new admin token at the next start");
  }
}
