package io.pitwall.storage.format;

import java.io.IOException;

/**
 * The bytes of a file are not those that were written. The message names the file and the offset,
 * and, where they are known, the table, column and block.
 */
public final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  public DamagedFileException(String path, long offset, String what) {
    super(message(path, offset, what));
  }

  public DamagedFileException(String path, long offset, String what, Throwable cause) {
    super(message(path, offset, what), cause);
  }

  private static String message(String path, long offset, String what) {
    return "'%s' is damaged at offset %d: %s".formatted(path, offset, what);
  }
}
