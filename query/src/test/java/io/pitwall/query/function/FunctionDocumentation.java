package io.pitwall.query.function;

import java.util.List;
import java.util.stream.Collectors;

/** Writes the function table as the section of {@code docs/sql.md}. */
final class FunctionDocumentation {
  private FunctionDocumentation() {}

  /** Markdown: one heading and table per family. */
  static String markdown() {
    StringBuilder text = new StringBuilder();
    for (FunctionFamily family : FunctionTable.families()) {
      text.append("### ").append(family.title()).append("\n\n");
      text.append("| function | result | example | nulls | follows |\n|---|---|---|---|---|\n");
      for (FunctionEntry entry : family.entries()) {
        text.append(row(entry)).append('\n');
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String row(FunctionEntry entry) {
    return "| "
        + String.join(
            " | ",
            entry.forms().stream()
                .map(FunctionDocumentation::code)
                .collect(Collectors.joining(", ")),
            entry.description(),
            examples(entry.examples()),
            entry.nulls().label(),
            entry.origin().label())
        + " |";
  }

  private static String examples(List<FunctionExample> examples) {
    return examples.stream()
        .map(example -> code(example.expression()) + " → " + code(example.answer()))
        .collect(Collectors.joining("; "));
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }
}
