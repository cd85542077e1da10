package io.pitwall.benchmarks.campaign;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A protocol or a program that statements reach the server through. */
interface RaceProtocol extends AutoCloseable {
  /**
   * Asks, and reads the answer to its end.
   *
   * @return the rows, each value as text
   * @throws IOException if the server refuses, or the answer is not whole
   */
  List<List<@Nullable String>> ask(String sql) throws IOException, InterruptedException;

  /** The one number that a statement answers. */
  default long number(String sql) throws IOException, InterruptedException {
    List<List<@Nullable String>> rows = ask(sql);
    String text = rows.size() == 1 ? rows.get(0).get(0) : null;
    if (text == null) {
      throw new IOException("'" + sql + "' answered " + rows + ", not one number");
    }
    return Long.parseLong(text);
  }

  @Override
  void close() throws IOException;
}
