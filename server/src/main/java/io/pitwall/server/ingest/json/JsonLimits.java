package io.pitwall.server.ingest.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.pitwall.server.ingest.IngestContext;
import io.pitwall.server.ingest.IngestLimits;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.limit.StoreLimits;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a request as limits of the JSON parser, so that it keeps no text that would be
 * refused after it was read.
 */
final class JsonLimits {
  /** The keys of a row or of columns are never too long. */
  private static final int LEAST_NAME_BYTES = 64;

  private JsonLimits() {}

  static StreamReadConstraints constraints(IngestContext context) {
    WriteLimits limits = context.writeLimits();
    return StreamReadConstraints.builder()
        .maxNestingDepth(context.limits().maxDepth())
        .maxNameLength(Math.max(LEAST_NAME_BYTES, limits.maxNameBytes()))
        .maxStringLength(Math.max(limits.maxNameBytes(), limits.maxStringBytes()))
        .maxNumberLength(IngestLimits.MAX_NUMBER_CHARS.defaultInt())
        .build();
  }

  static boolean areSame(StreamReadConstraints a, @Nullable StreamReadConstraints b) {
    return b != null
        && a.getMaxNestingDepth() == b.getMaxNestingDepth()
        && a.getMaxNameLength() == b.getMaxNameLength()
        && a.getMaxStringLength() == b.getMaxStringLength();
  }

  /** Why the parser can't read on, with the name of the limit if it is one. */
  static String reason(JsonProcessingException e, IngestContext context) {
    String message = String.valueOf(e.getOriginalMessage());
    if (!(e instanceof StreamConstraintsException)) {
      return message;
    }
    WriteLimits limits = context.writeLimits();
    if (message.contains("nesting depth")) {
      return "it is nested deeper than "
          + context.limits().maxDepth()
          + ' '
          + IngestLimits.MAX_DEPTH.clause();
    }
    if (message.startsWith("Name")) {
      return "a name has more than "
          + limits.maxNameBytes()
          + " bytes "
          + StoreLimits.MAX_NAME_BYTES.clause();
    }
    if (message.startsWith("String")) {
      return "a string has more than "
          + limits.maxStringBytes()
          + " bytes "
          + StoreLimits.MAX_STRING_BYTES.clause();
    }
    if (message.startsWith("Number")) {
      return "a number has more than "
          + IngestLimits.MAX_NUMBER_CHARS.defaultInt()
          + " characters "
          + IngestLimits.MAX_NUMBER_CHARS.clause();
    }
    return message;
  }
}
