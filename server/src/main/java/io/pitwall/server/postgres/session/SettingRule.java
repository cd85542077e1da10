package io.pitwall.server.postgres.session;

import io.pitwall.server.postgres.wire.PostgresError;
import io.pitwall.server.postgres.wire.PostgresException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which values a setting takes. */
@FunctionalInterface
interface SettingRule {
  /** Any value, because it changes nothing that this server does. */
  SettingRule HARMLESS = (name, value, login) -> value;

  /** The setting says how the server is. */
  SettingRule UNCHANGEABLE =
      (name, value, login) -> {
        throw PostgresException.error(
            PostgresError.CANT_CHANGE, "parameter \"" + name + "\" cannot be changed");
      };

  /**
   * Returns the value as it is kept.
   *
   * @param name as PostgreSQL spells it
   * @param login of the session
   * @throws PostgresException if the setting can't have the value; the message says what it can be
   */
  String accepted(String name, String value, SessionLogin login) throws PostgresException;

  /**
   * Takes only one value, however it is written.
   *
   * @param spellings a regular expression; case does not matter
   * @param kept the value
   */
  static SettingRule only(String spellings, String kept) {
    return matching(spellings, kept, "this server takes only " + kept, "");
  }

  /** As {@link #only}, with the reason and what to do instead. */
  static SettingRule only(String spellings, String kept, String reason, String hint) {
    return matching(spellings, kept, reason, hint);
  }

  /** Takes values of a form, and keeps them as they are written. */
  static SettingRule form(String spellings, String reason, String hint) {
    return matching(spellings, null, reason, hint);
  }

  private static SettingRule matching(
      String spellings, @Nullable String kept, String reason, String hint) {
    Pattern pattern = Pattern.compile(spellings, Pattern.CASE_INSENSITIVE);
    return (name, value, login) -> {
      String stripped = value.strip();
      if (!pattern.matcher(stripped).matches()) {
        throw invalid(name, value, reason, hint);
      }
      return kept == null ? stripped : kept;
    };
  }

  /**
   * The error about a value.
   *
   * @param reason completes the sentence after a colon
   * @param hint what to do, or empty
   */
  static PostgresException invalid(String name, String value, String reason, String hint) {
    return new PostgresException(
        PostgresError.error(
                PostgresError.INVALID_VALUE,
                "invalid value for parameter \"" + name + "\": \"" + value + "\"; " + reason)
            .withHint(hint));
  }
}
