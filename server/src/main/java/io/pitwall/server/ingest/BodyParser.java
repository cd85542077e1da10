package io.pitwall.server.ingest;

/**
 * Turns a request's body into a batch of columns. One per worker thread: it keeps what it has
 * learnt of names and series from one request to the next, and is not safe for two threads at once.
 */
public interface BodyParser {
  /** The number of bytes after the body that a parser may read and overwrite. */
  int PADDING = 64;

  /**
   * Parses one body. The batch holds copies: the bytes may be used again at once.
   *
   * @param body the decompressed bytes in [0, length), followed by {@link #PADDING} more, which the
   *     parser may overwrite
   * @throws MalformedBodyException if the body as a whole can't be understood: nothing of it is to
   *     be stored
   * @throws IllegalArgumentException if there is no room for the padding
   * @throws io.pitwall.storage.batch.LimitException if the database's name is past its limit
   */
  ParsedBody parse(byte[] body, int length, IngestContext context) throws MalformedBodyException;

  /** Checks that the padding is there. */
  static void checkPadding(byte[] body, int length) {
    if (length < 0 || length > body.length - PADDING) {
      throw new IllegalArgumentException(
          "a body of "
              + length
              + " bytes needs "
              + PADDING
              + " more, not an array of "
              + body.length);
    }
  }
}
