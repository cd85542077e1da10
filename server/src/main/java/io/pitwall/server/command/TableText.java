package io.pitwall.server.command;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints an answer for people, or as CSV (RFC 4180). For people, control characters are written as
 * escapes: a value of the database must not move the cursor, set colors or type into the terminal.
 */
final class TableText {
  private TableText() {}

  /** Columns side by side, numbers to the right, and the number of rows below. */
  static void printAligned(SqlClient.Table table, PrintWriter out) {
    int[] widths = new int[table.columns().size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = width(text(table.columns().get(i)));
      for (@Nullable String[] row : table.rows()) {
        widths[i] = Math.max(widths[i], width(text(row[i])));
      }
    }
    StringBuilder rule = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      rule.append(i == 0 ? "" : "-+-").append("-".repeat(widths[i]));
    }
    out.println(line(table.columns().toArray(new @Nullable String[0]), widths, table.numeric()));
    out.println(rule);
    for (@Nullable String[] row : table.rows()) {
      out.println(line(row, widths, table.numeric()));
    }
    int count = table.rows().size();
    out.println("(" + count + (count == 1 ? " row)" : " rows)"));
  }

  private static String line(@Nullable String[] cells, int[] widths, boolean[] numeric) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String cell = text(cells[i]);
      String blanks = " ".repeat(widths[i] - width(cell));
      line.append(i == 0 ? "" : " | ");
      line.append(numeric[i] ? blanks + cell : cell + blanks);
    }
    return line.toString().stripTrailing();
  }

  private static String text(@Nullable String cell) {
    return cell == null ? "" : withoutControls(cell);
  }

  /**
   * The text with each control character as its escape in Java and JSON, such as {@code \\u001b}.
   */
  static String withoutControls(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> escaped.append(Character.isISOControl(c) ? "\\u%04x".formatted((int) c) : c);
      }
    }
    return escaped.toString();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** A header line and the rows; null is empty, an empty string is quoted. */
  static void printCsv(SqlClient.Table table, PrintWriter out) {
    printCsvLine(table.columns(), out);
    for (@Nullable String[] row : table.rows()) {
      printCsvLine(Arrays.asList(row), out);
    }
  }

  private static void printCsvLine(List<? extends @Nullable String> cells, PrintWriter out) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(i == 0 ? "" : ",").append(csv(cells.get(i)));
    }
    out.print(line.append("\r\n"));
  }

  private static String csv(@Nullable String cell) {
    if (cell == null) {
      return "";
    }
    boolean plain = !cell.isEmpty() && cell.chars().noneMatch(c -> "\",\r\n".indexOf(c) >= 0);
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
