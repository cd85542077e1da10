package io.pitwall.server.config;

import io.pitwall.storage.options.LogOptions;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of all settings. Immutable. */
public final class Settings {
  /** The variable that names the configuration file. */
  public static final String CONFIG_VARIABLE = "PITWALL_CONFIG";

  /**
   * The variable that sets the admin's token. Files and flags can't set it, since others see them.
   */
  public static final String ADMIN_TOKEN_VARIABLE = "PITWALL_ADMIN_TOKEN";

  private final Map<Setting, Object> values;
  private final Map<Setting, String> given;

  private Settings(Map<Setting, Object> values, Map<Setting, String> given) {
    this.values = values;
    this.given = given;
  }

  /**
   * Reads and checks the values.
   *
   * @param flags texts by setting, as given on the command line
   * @param environment all variables of the process
   * @param file the configuration file, or null to use the one that {@link #CONFIG_VARIABLE} names
   * @param heapBytes what a percentage is of
   * @throws ConfigurationException if the file can't be read, a name is unknown or a value can't be
   *     used
   */
  public static Settings load(
      Map<Setting, String> flags,
      Map<String, String> environment,
      @Nullable Path file,
      long heapBytes)
      throws ConfigurationException {
    EnvironmentVariables.check(environment);
    @Nullable Path path = file;
    if (path == null && environment.containsKey(CONFIG_VARIABLE)) {
      path = Path.of(environment.getOrDefault(CONFIG_VARIABLE, ""));
    }
    Map<Setting, String> fromFile = path == null ? Map.of() : ConfigFile.read(path);
    Map<Setting, Object> values = new EnumMap<>(Setting.class);
    Map<Setting, String> given = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      @Nullable String flag = flags.get(setting);
      @Nullable String variable = environment.get(setting.variable());
      @Nullable String line = fromFile.get(setting);
      if (flag != null) {
        given.put(setting, flag);
        values.put(setting, parse(setting, flag, "--" + setting.settingName(), heapBytes));
      } else if (variable != null) {
        given.put(setting, variable);
        values.put(setting, parse(setting, variable, setting.variable(), heapBytes));
      } else if (line != null) {
        given.put(setting, line);
        String where = setting.settingName() + " in " + path;
        values.put(setting, parse(setting, line, where, heapBytes));
      } else {
        values.put(
            setting, parse(setting, setting.defaultText(), setting.settingName(), heapBytes));
      }
    }
    Settings settings = new Settings(values, given);
    settings.checkLogFiles();
    settings.checkBodies();
    settings.checkBudgets(heapBytes);
    return settings;
  }

  /** The log has at least two files: one that is written and one that is sealed. */
  private void checkLogFiles() throws ConfigurationException {
    long file = bytes(Setting.LOG_FILE_BYTES);
    if (file < LogOptions.MIN_FILE_BYTES || file % LogOptions.ALIGNMENT != 0) {
      throw new ConfigurationException(
          "log-file-bytes must be at least %d and a multiple of %d, not %d"
              .formatted(LogOptions.MIN_FILE_BYTES, LogOptions.ALIGNMENT, file));
    }
    if (bytes(Setting.MAX_LOG_BYTES) / 2 < file) {
      throw new ConfigurationException(
          "max-log-bytes (%d) must be at least twice log-file-bytes (%d)"
              .formatted(bytes(Setting.MAX_LOG_BYTES), file));
    }
  }

  /** A body that somebody allows must fit into the memory that all bodies share. */
  private void checkBodies() throws ConfigurationException {
    for (Setting body : List.of(Setting.MAX_BODY_BYTES, Setting.MAX_DECOMPRESSED_BYTES)) {
      if (isGiven(body) && bytes(body) > bytes(Setting.MAX_INFLIGHT_BYTES)) {
        throw new ConfigurationException(
            "%s (%d) can't be more than max-inflight-bytes (%d), which all bodies share"
                .formatted(body.settingName(), bytes(body), bytes(Setting.MAX_INFLIGHT_BYTES)));
      }
    }
  }

  /** The large budgets must fit into the heap together, and one statement into all. */
  private void checkBudgets(long heapBytes) throws ConfigurationException {
    List<Setting> budgets =
        List.of(Setting.MAX_INFLIGHT_BYTES, Setting.MAX_HEAD_BYTES, Setting.CACHE_BYTES);
    long sum = 0;
    List<String> terms = new ArrayList<>();
    for (Setting budget : budgets) {
      sum += Math.min(bytes(budget), heapBytes + 1); // so that the sum can't overflow
      terms.add(budget.settingName() + " (" + bytes(budget) + ")");
    }
    if (sum > heapBytes) {
      throw new ConfigurationException(
          String.join(" + ", terms)
              + " is more than the heap ("
              + heapBytes
              + " bytes); lower one of them, or start with a larger heap (PITWALL_HEAP)");
    }
    if (bytes(Setting.MAX_QUERY_MEMORY) > bytes(Setting.MAX_TOTAL_QUERY_MEMORY)) {
      throw new ConfigurationException(
          "max-query-memory (%d) is more than max-total-query-memory (%d); raise that too"
              .formatted(bytes(Setting.MAX_QUERY_MEMORY), bytes(Setting.MAX_TOTAL_QUERY_MEMORY)));
    }
  }

  private static Object parse(Setting setting, String text, String where, long heapBytes)
      throws ConfigurationException {
    try {
      return setting.parse(text, heapBytes);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(where + ": " + e.getMessage());
    }
  }

  /** Whether somebody has set it, be it to its default. */
  public boolean isGiven(Setting setting) {
    return given.containsKey(setting);
  }

  /** The settings that differ from their defaults, as {@code name=value}. */
  public List<String> changed() {
    return given.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(entry.getKey().defaultText()))
        .map(entry -> entry.getKey().settingName() + "=" + entry.getValue())
        .toList();
  }

  /**
   * The address to listen on.
   *
   * @throws UnknownHostException if there is no such host; the message names setting and host
   */
  public InetSocketAddress resolved(Setting setting) throws UnknownHostException {
    try {
      return address(setting).resolve();
    } catch (UnknownHostException e) {
      throw new UnknownHostException(setting.settingName() + ": " + e.getMessage());
    }
  }

  /** A {@link Unit#TEXT}. */
  public String text(Setting setting) {
    return value(setting, Unit.TEXT, String.class);
  }

  /** A {@link Unit#ADDRESS}. */
  public HostPort address(Setting setting) {
    return value(setting, Unit.ADDRESS, HostPort.class);
  }

  /** A {@link Unit#COUNT}. */
  public int count(Setting setting) {
    return value(setting, Unit.COUNT, Integer.class);
  }

  /** A {@link Unit#BYTES}. */
  public long bytes(Setting setting) {
    return value(setting, Unit.BYTES, Long.class);
  }

  /** A {@link Unit#BYTES} whose limit allows no more than fits into one array. */
  public int arrayBytes(Setting setting) {
    return Math.toIntExact(bytes(setting));
  }

  /** A {@link Unit#DURATION}. */
  public Duration duration(Setting setting) {
    return value(setting, Unit.DURATION, Duration.class);
  }

  private <T> T value(Setting setting, Unit unit, Class<T> type) {
    if (setting.unit() != unit) {
      throw new IllegalArgumentException(setting + " is a " + setting.unit());
    }
    Object value = values.get(setting);
    if (value == null) {
      throw new IllegalStateException(setting + " has no value");
    }
    return type.cast(value);
  }
}
