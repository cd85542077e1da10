package io.pitwall.server.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import io.pitwall.server.ingest.IngestContext;
import io.pitwall.server.ingest.MalformedBodyException;
import java.io.IOException;

/** One body and where in it the parser is. */
final class JsonBody {
  final JsonParser tokens;
  final IngestContext context;
  private final JsonFactory factory;
  private final byte[] bytes;
  private final int length;

  JsonBody(
      JsonFactory factory, JsonParser tokens, byte[] bytes, int length, IngestContext context) {
    this.factory = factory;
    this.tokens = tokens;
    this.bytes = bytes;
    this.length = length;
    this.context = context;
  }

  /** The byte at which the token at hand begins. */
  int tokenOffset() {
    return (int) tokens.currentTokenLocation().getByteOffset();
  }

  /**
   * The same body read anew from a byte on; its locations are wrong, but what is read was read
   * before.
   */
  JsonBody reread(int offset) throws IOException {
    JsonParser again = factory.createParser(bytes, offset, length - offset);
    again.nextToken();
    return new JsonBody(factory, again, bytes, length, context);
  }

  /** Reads on until all that is deeper than a depth is over. */
  void leaveTo(int depth) throws IOException {
    while (tokens.getParsingContext().getNestingDepth() > depth) {
      tokens.nextToken();
    }
  }

  MalformedBodyException malformed(String what) {
    return malformed(tokens.currentTokenLocation(), what);
  }

  static MalformedBodyException malformed(JsonLocation at, String what) {
    return new MalformedBodyException(
        "invalid JSON at line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + what);
  }
}
