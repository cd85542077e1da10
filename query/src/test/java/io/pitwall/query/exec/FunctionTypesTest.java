package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.fixture.MemorySource;
import io.pitwall.query.fixture.MemorySource.Kind;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.function.FunctionEntry;
import io.pitwall.query.function.FunctionFamily;
import io.pitwall.query.function.FunctionTable;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every form of every function with arguments of every type: it is answered with values of the type
 * that it was planned with, or refused with an error that says what is wrong.
 */
class FunctionTypesTest {
  private static final long SEED = Long.getLong("pitwall.seed", System.nanoTime());
  private static final int RANDOM_CALLS = 20;
  private static final TableSchema SCHEMA =
      RaceRows.schema(1, "samples", "truth:BOOLEAN whole:LONG real:DOUBLE word:STRING tag:TAG");

  private static final List<String> COLUMNS = List.of("truth", "whole", "real", "word", "time");

  /** A column, a constant and an expression of each type. */
  private static final List<String> ARGUMENTS =
      List.of(
          "truth",
          "whole",
          "real",
          "word",
          "tag",
          "time",
          "absent",
          "true",
          "2",
          "2.5",
          "'day'",
          "'1 hour'",
          "TIMESTAMP '2026-01-01T00:00:00Z'",
          "INTERVAL '1 hour'",
          "NULL",
          "whole + 1",
          "real * 2",
          "INTERVAL '1 month'");

  /** What a form has in the place of an argument. */
  private static final Pattern PLACE = Pattern.compile("\\b[a-z_]+\\b(?!\\()|…");

  private final Random random = new Random(SEED);
  private final List<Statements> sources = new ArrayList<>();

  FunctionTypesTest() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    rows.add(new @Nullable Object[] {RaceRows.NOW, true, 7L, 7.5, "day", "a"});
    rows.add(new @Nullable Object[] {RaceRows.NOW + 1, null, null, null, null, null});
    rows.add(new @Nullable Object[] {RaceRows.NOW + 2, false, -1L, -0.5, "2", null});
    for (Kind kind : Kind.values()) {
      MemoryStore store = new MemoryStore();
      store.add(SCHEMA, List.of(new MemorySource(SCHEMA, rows, 2, kind)));
      sources.add(new Statements(store, RaceRows.DATABASE, RaceRows.NOW));
    }
  }

  /** The form with each argument if it has one place, else with each pair of columns and others. */
  private List<String> calls(String form) {
    int places = (int) PLACE.matcher(form).results().count();
    List<String> calls = new ArrayList<>();
    if (places < 2) {
      ARGUMENTS.forEach(argument -> calls.add(call(form, List.of(argument))));
      return calls;
    }
    for (String first : COLUMNS) {
      COLUMNS.forEach(second -> calls.add(call(form, List.of(first, second))));
    }
    for (int i = 0; i < RANDOM_CALLS; i++) {
      List<String> arguments = new ArrayList<>(ARGUMENTS);
      Collections.shuffle(arguments, random);
      calls.add(call(form, arguments));
    }
    return calls;
  }

  /** The form with arguments in its places, from the first again if it has more. */
  private static String call(String form, List<String> arguments) {
    int[] next = new int[1];
    return PLACE
        .matcher(form)
        .replaceAll(place -> "(" + arguments.get(next[0]++ % arguments.size()) + ")");
  }

  @Test
  void everyCallIsAnsweredWithItsTypeOrRefused() {
    System.out.println("FunctionTypesTest pitwall.seed=" + SEED);
    List<String> faults = new ArrayList<>();
    int answered = 0;
    for (FunctionFamily family : FunctionTable.families()) {
      for (FunctionEntry entry : family.entries()) {
        for (String form : entry.forms()) {
          for (String call : calls(form)) {
            Statements statements = sources.get(random.nextInt(sources.size()));
            answered += isAnswered(statements, call, faults) ? 1 : 0;
          }
        }
      }
    }
    assertThat(faults).as("seed " + SEED).isEmpty();
    assertThat(answered).isGreaterThan(200);
  }

  private static boolean isAnswered(Statements statements, String call, List<String> faults) {
    String sql =
        "SELECT "
            + call.replace("(absent)", "(CASE WHEN whole > 99 THEN word END)")
            + " FROM samples";
    try {
      statements.run(sql);
      return true;
    } catch (QueryException e) {
      if (e.kind() == QueryException.Kind.INTERNAL) {
        faults.add(sql + " → " + e);
      }
    } catch (RuntimeException | AssertionError e) {
      faults.add(sql + " → " + e);
    }
    return false;
  }
}
