package io.pitwall.server.postgres.session;

import io.pitwall.server.postgres.wire.PostgresException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The setting {@code search_path}: names with commas between, in double quotes where they are no
 * plain words. Tables are looked up in the database of the connection only, so that it can only be
 * named, as can the schemas that every database of PostgreSQL has.
 */
final class SearchPath {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");
  private static final Set<String> SCHEMAS =
      Set.of("", "$user", "public", "pg_catalog", "pg_temp", "information_schema");

  private SearchPath() {}

  /** Writes a name so that {@link #accepted} reads it as one. */
  static String quoted(String name) {
    return PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The rule of the setting. */
  static String accepted(String name, String value, SessionLogin login) throws PostgresException {
    for (String schema : names(value)) {
      if (!SCHEMAS.contains(schema)
          && !schema.equals(login.database())
          && !schema.equals(login.principal().user())) {
        throw SettingRule.invalid(
            name,
            value,
            "tables are looked up in the database of the connection, \"" + login.database() + "\"",
            "Connect to the other database, or write database.table.");
      }
    }
    return value;
  }

  private static List<String> names(String value) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    boolean wasQuoted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"') {
        quoted = !quoted;
        wasQuoted = true;
      } else if (c == ',' && !quoted) {
        names.add(name(name, wasQuoted));
        name.setLength(0);
        wasQuoted = false;
      } else {
        name.append(c);
      }
    }
    names.add(name(name, wasQuoted));
    return names;
  }

  private static String name(StringBuilder text, boolean quoted) {
    String name = text.toString().strip();
    return quoted ? name : name.toLowerCase(Locale.ROOT);
  }
}
