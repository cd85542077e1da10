package io.pitwall.storage.format;

import java.io.IOException;

/**
 * A file is whole, but says something that this version of the program does not know, most likely
 * because a newer one wrote it. Nothing of it may be used.
 */
public final class UnknownFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnknownFormatException(String path, String what) {
    super(
        "'%s' has %s, which this version does not know; open it with the version that wrote it"
            .formatted(path, what));
  }
}
