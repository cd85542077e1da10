package io.pitwall.server.api.request;

import io.pitwall.server.http.HeaderName;
import io.pitwall.server.http.HttpRefusal;
import io.pitwall.server.http.RequestHeader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where an endpoint finds the name of the database. */
public enum DatabaseRule {
  /**
   * The header {@code X-Pitwall-Database} or {@code X-Arc-Database}, else the parameter {@code db},
   * else {@code bucket}, else the database {@code default}.
   */
  HEADER_THEN_PARAMETER;

  private static final String DEFAULT_DATABASE = "default";

  /**
   * Returns the name of a request's database; never empty.
   *
   * @throws HttpRefusal 400 if the request names two databases, or one without a name or with a
   *     malformed one
   */
  public String database(RequestHeader header) throws HttpRefusal {
    return switch (this) {
      case HEADER_THEN_PARAMETER -> headerThenParameter(header);
    };
  }

  private static String headerThenParameter(RequestHeader header) throws HttpRefusal {
    String ours = utf8(header.header(HeaderName.X_PITWALL_DATABASE));
    String arcs = utf8(header.header(HeaderName.X_ARC_DATABASE));
    if (ours != null && arcs != null && !ours.equals(arcs)) {
      throw new HttpRefusal(400, "X-Pitwall-Database and X-Arc-Database name different databases");
    }
    String name = ours != null ? ours : arcs;
    if (name == null) {
      name = header.parameter("db");
    }
    if (name == null) {
      name = header.parameter("bucket");
    }
    if (name == null) {
      return DEFAULT_DATABASE;
    }
    if (name.isEmpty()) {
      throw new HttpRefusal(400, "the database's name is empty");
    }
    return name;
  }

  /** Header values have one character per byte; the bytes are UTF-8. */
  private static @Nullable String utf8(@Nullable String latin1) throws HttpRefusal {
    if (latin1 == null) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(latin1.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new HttpRefusal(400, "the database's name in a header is not valid UTF-8");
    }
  }
}
