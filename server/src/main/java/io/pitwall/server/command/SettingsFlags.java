package io.pitwall.server.command;

import io.pitwall.server.config.Setting;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Makes every setting a flag of a command. */
final class SettingsFlags implements IModelTransformer {
  /** Only picocli makes one. */
  SettingsFlags() {}

  @Override
  public CommandSpec transform(CommandSpec command) {
    for (Setting setting : Setting.values()) {
      command.addOption(
          OptionSpec.builder("--" + setting.settingName())
              .type(String.class)
              .paramLabel(setting.unit().label())
              .description(
                  setting.description().replace("%", "%%")
                      + " Default: "
                      + setting.defaultText().replace("%", "%%"))
              .build());
    }
    return command;
  }

  /** The flags that were given. */
  static Map<Setting, String> given(CommandSpec command) {
    Map<Setting, String> texts = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      OptionSpec option = command.findOption("--" + setting.settingName());
      Object value = option == null ? null : option.getValue();
      if (value != null) {
        texts.put(setting, value.toString());
      }
    }
    return texts;
  }
}
