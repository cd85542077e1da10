package io.pitwall.query.result;

import org.jspecify.annotations.Nullable;

/**
 * The settings of the session that runs a statement, for {@code current_setting('name')}. Asked by
 * the thread that runs the statement.
 */
@FunctionalInterface
public interface SettingValues {
  /** Those of a statement without a session. */
  SettingValues NONE = name -> null;

  /**
   * Returns the value of a setting, or null if there is no such setting.
   *
   * @param name in any case
   */
  @Nullable String get(String name);
}
