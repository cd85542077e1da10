package io.pitwall.server.config;

import io.pitwall.query.text.NearestName;
import io.pitwall.storage.options.LogOptions;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The values of all settings. Immutable. */
public final class Settings {
  /** The variable that names the configuration file. */
  public static final String CONFIG_VARIABLE = "PITWALL_CONFIG";

  /**
   * The variable that sets the admin's token. Files and flags can't set it, since others see them.
   */
  public static final String ADMIN_TOKEN_VARIABLE = "PITWALL_ADMIN_TOKEN";

  private static final String VARIABLE_PREFIX = "PITWALL_";

  /** Variables of the launcher and of the client commands; they are not settings of the server. */
  private static final Set<String> OTHER_VARIABLES =
      Set.of(
          CONFIG_VARIABLE,
          ADMIN_TOKEN_VARIABLE,
          "PITWALL_TOKEN",
          "PITWALL_URL",
          "PITWALL_DATABASE",
          "PITWALL_HEAP",
          "PITWALL_JAVA_HOME",
          "PITWALL_JAVA_OPTS");

  private final Map<Setting, Object> values;

  private Settings(Map<Setting, Object> values) {
    this.values = values;
  }

  /**
   * Reads and checks the values.
   *
   * @param flags texts by setting, as given on the command line
   * @param environment all variables of the process
   * @param file the configuration file, or null to use the one that {@link #CONFIG_VARIABLE} names
   * @param heapBytes what a percentage is of
   * @throws ConfigurationException if a name is unknown or a value can't be used
   * @throws IOException if the file can't be read
   */
  public static Settings load(
      Map<Setting, String> flags,
      Map<String, String> environment,
      @Nullable Path file,
      long heapBytes)
      throws ConfigurationException, IOException {
    checkVariables(environment);
    @Nullable Path path = file;
    if (path == null && environment.containsKey(CONFIG_VARIABLE)) {
      path = Path.of(environment.getOrDefault(CONFIG_VARIABLE, ""));
    }
    Map<Setting, String> fromFile = path == null ? Map.of() : read(path);
    Map<Setting, Object> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      @Nullable String flag = flags.get(setting);
      @Nullable String variable = environment.get(setting.variable());
      @Nullable String line = fromFile.get(setting);
      if (flag != null) {
        values.put(setting, parse(setting, flag, "--" + setting.settingName(), heapBytes));
      } else if (variable != null) {
        values.put(setting, parse(setting, variable, setting.variable(), heapBytes));
      } else if (line != null) {
        String where = setting.settingName() + " in " + path;
        values.put(setting, parse(setting, line, where, heapBytes));
      } else {
        values.put(
            setting, parse(setting, setting.defaultText(), setting.settingName(), heapBytes));
      }
    }
    Settings settings = new Settings(values);
    settings.checkLogFiles();
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

  private static void checkVariables(Map<String, String> environment)
      throws ConfigurationException {
    List<String> known = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      known.add(setting.variable());
    }
    known.addAll(new TreeSet<>(OTHER_VARIABLES));
    for (String name : new TreeSet<>(environment.keySet())) {
      if (name.startsWith(VARIABLE_PREFIX) && !known.contains(name)) {
        throw new ConfigurationException(
            "the environment variable "
                + name
                + " is not a setting; the nearest one is "
                + NearestName.closest(name, known));
      }
    }
  }

  private static Map<Setting, String> read(Path path) throws ConfigurationException, IOException {
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(path)) {
      lines.load(reader);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(path + " is not a properties file: " + e.getMessage());
    }
    Map<Setting, String> texts = new EnumMap<>(Setting.class);
    for (String name : new TreeSet<>(lines.stringPropertyNames())) {
      Setting setting = Setting.find(name);
      if (setting == null) {
        throw new ConfigurationException(
            "'"
                + name
                + "' in "
                + path
                + " is not a setting; the nearest one is '"
                + nearest(name)
                + "'");
      }
      texts.put(setting, lines.getProperty(name, "").strip());
    }
    return texts;
  }

  private static String nearest(String name) {
    return NearestName.closest(
        name, Arrays.stream(Setting.values()).map(Setting::settingName).toList());
  }

  private static Object parse(Setting setting, String text, String where, long heapBytes)
      throws ConfigurationException {
    try {
      return setting.parse(text, heapBytes);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(where + ": " + e.getMessage());
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
