package io.pitwall.server.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pitwall.server.ingest.IngestContext;
import io.pitwall.server.ingest.MalformedBodyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One body and where in it the parser is. */
final class JsonBody implements AutoCloseable {
  private static final byte[] ARRAY = "[".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ARRAY_IN_OBJECT = "{\"\":[".getBytes(StandardCharsets.US_ASCII);

  /** Replaced by another when the parser can't read on, see {@link #skipElement}. */
  JsonParser tokens;

  final IngestContext context;
  private final JsonFactory factory;
  private final byte[] bytes;
  private final int length;

  /** The byte at which {@link #tokens} began. */
  private int origin;

  JsonBody(JsonFactory factory, byte[] bytes, int length, IngestContext context)
      throws IOException {
    this.factory = factory;
    this.tokens = factory.createParser(bytes, 0, length);
    this.bytes = bytes;
    this.length = length;
    this.context = context;
  }

  /** The byte at which the token at hand begins. */
  int tokenOffset() {
    return origin + (int) tokens.currentTokenLocation().getByteOffset();
  }

  /**
   * The same body read anew from a byte on; its locations are wrong, but what is read was read
   * before.
   */
  JsonBody reread(int offset) throws IOException {
    JsonBody again = new JsonBody(factory, bytes, length, context);
    again.readFrom(offset);
    again.tokens.nextToken();
    return again;
  }

  private void readFrom(int offset) throws IOException {
    tokens.close();
    tokens = factory.createParser(bytes, offset, length - offset);
    origin = offset;
  }

  /** Reads on until all that is deeper than a depth is over. */
  void leaveTo(int depth) throws IOException {
    while (tokens.getParsingContext().getNestingDepth() > depth) {
      tokens.nextToken();
    }
  }

  /**
   * Goes on after an element of an array that is past a limit of the parser: another parser begins
   * at the comma or bracket after it. What this one needs to read before, the beginning of an
   * array, is written over the end of the element, which nobody reads any more.
   *
   * @param start the byte at which the element begins, an object
   * @param inObject whether the array is the only member of an object
   */
  void skipElement(int start, boolean inObject) throws IOException, MalformedBodyException {
    int at = JsonSkipper.firstAfterBlanks(bytes, endOfObject(start), length);
    byte next = at < length ? bytes[at] : 0;
    int after = JsonSkipper.firstAfterBlanks(bytes, at + 1, length);
    if (next != ']' && (next != ',' || after >= length || bytes[after] == ']')) {
      throw malformedAt(at, "expected a comma and an object, or the end of the array");
    }
    byte[] beginning = inObject ? ARRAY_IN_OBJECT : ARRAY;
    int from = (next == ',' ? at + 1 : at) - beginning.length;
    System.arraycopy(beginning, 0, bytes, from, beginning.length);
    readFrom(from);
    while (tokens.nextToken() != JsonToken.START_ARRAY) {
      // The object around the array, and its name.
    }
  }

  /** Goes to the end of the body after its only object, which is past a limit of the parser. */
  void skipLastObject(int start) throws IOException, MalformedBodyException {
    int end = endOfObject(start);
    readFrom(end);
  }

  private int endOfObject(int start) throws MalformedBodyException {
    int end = JsonSkipper.endOfObject(bytes, start, length);
    if (end < 0) {
      throw malformedAt(length, "the body ends inside an object");
    }
    return end;
  }

  MalformedBodyException malformed(String what) {
    return malformed(tokens.currentTokenLocation(), what);
  }

  /**
   * A fault at a location of {@link #tokens}.
   *
   * @param at null if the parser does not know
   */
  MalformedBodyException malformed(@Nullable JsonLocation at, String what) {
    return malformedAt(at == null ? length : origin + (int) at.getByteOffset(), what);
  }

  private MalformedBodyException malformedAt(int offset, String what) {
    int end = Math.clamp(offset, 0, length);
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < end; i++) {
      if (bytes[i] == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new MalformedBodyException(
        "invalid JSON at line " + line + ", column " + (end - lineStart + 1) + ": " + what);
  }

  @Override
  public void close() throws IOException {
    tokens.close();
  }
}
