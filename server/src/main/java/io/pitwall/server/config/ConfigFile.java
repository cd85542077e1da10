package io.pitwall.server.config;

import io.pitwall.query.text.NearestName;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a file of settings: UTF-8, a line {@code name = value} per setting. Blank lines and lines
 * that begin with {@code #} are skipped. A value is taken as it is, without the blanks around it: a
 * backslash is a backslash.
 */
final class ConfigFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Path path;
  private final Map<Setting, String> texts = new EnumMap<>(Setting.class);
  private final Map<Setting, Integer> lineNumbers = new EnumMap<>(Setting.class);

  private ConfigFile(Path path) {
    this.path = path;
  }

  /**
   * Returns the values in a file.
   *
   * @throws ConfigurationException if the file can't be read, or a line is not a setting or sets
   *     one again; the message names file and line
   */
  static Map<Setting, String> read(Path path) throws ConfigurationException {
    ConfigFile file = new ConfigFile(path);
    List<String> lines = lines(path);
    for (int i = 0; i < lines.size(); i++) {
      String line = i == 0 ? withoutMark(lines.get(0)) : lines.get(i);
      file.take(line.strip(), i + 1);
    }
    return file.texts;
  }

  private static List<String> lines(Path path) throws ConfigurationException {
    try {
      return Files.readAllLines(path);
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(
          "the configuration file '"
              + path
              + "' does not exist; check --config and PITWALL_CONFIG");
    } catch (CharacterCodingException e) {
      throw new ConfigurationException("the configuration file '" + path + "' is not UTF-8");
    } catch (IOException e) {
      String reason = Files.isDirectory(path) ? "it is a directory" : e.toString();
      throw new ConfigurationException(
          "the configuration file '" + path + "' can't be read: " + reason);
    }
  }

  private static String withoutMark(String line) {
    return line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
  }

  private void take(String line, int number) throws ConfigurationException {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    int equals = line.indexOf('=');
    if (equals < 0) {
      throw at(number, "'" + line + "' is not 'name = value'");
    }
    String name = line.substring(0, equals).strip();
    Setting setting = Setting.find(name);
    if (setting == null) {
      throw at(
          number, "'" + name + "' is not a setting; the nearest one is '" + nearest(name) + "'");
    }
    Integer earlier = lineNumbers.put(setting, number);
    if (earlier != null) {
      throw at(number, "'" + name + "' is set already in line " + earlier + "; remove one of them");
    }
    texts.put(setting, line.substring(equals + 1).strip());
  }

  private ConfigurationException at(int number, String what) {
    return new ConfigurationException(path + ", line " + number + ": " + what);
  }

  private static String nearest(String name) {
    return NearestName.closest(
        name, Arrays.stream(Setting.values()).map(Setting::settingName).toList());
  }
}
