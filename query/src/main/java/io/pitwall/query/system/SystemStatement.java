package io.pitwall.query.system;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryResult;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultType;
import io.pitwall.query.sql.TableNames;
import io.pitwall.query.statement.SqlStatement;
import io.pitwall.query.statement.SqlWord;
import io.pitwall.query.text.NearestName;
import io.pitwall.query.type.SqlType;
import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.schema.CatalogView;
import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code SHOW DATABASES}, {@code SHOW TABLES [FROM database]}, {@code DESCRIBE table}, {@code DESC
 * table}, answered from the catalog.
 */
public final class SystemStatement {
  /** The longest is {@code DESCRIBE TABLE a . b}; one more shows that there is too much. */
  private static final int MAX_WORDS = 6;

  private final List<SqlWord> words;
  private final String defaultDatabase;
  private final CatalogView catalog;

  private SystemStatement(List<SqlWord> words, String defaultDatabase, CatalogView catalog) {
    this.words = words;
    this.defaultDatabase = defaultDatabase;
    this.catalog = catalog;
  }

  /**
   * The answer, or null if it is a statement of another kind.
   *
   * @throws QueryException if it names what does not exist, or shows what can't be shown
   */
  public static @Nullable QueryResult answer(
      SqlStatement statement, String defaultDatabase, CatalogView catalog) throws QueryException {
    SqlWord verb = statement.word(0);
    if (verb == null) {
      return null;
    }
    boolean describes = verb.is("DESCRIBE") || verb.is("DESC");
    if (!describes && !verb.is("SHOW")) {
      return null;
    }
    SystemStatement system = new SystemStatement(words(statement), defaultDatabase, catalog);
    return describes ? system.describe() : system.show();
  }

  private static List<SqlWord> words(SqlStatement statement) throws QueryException {
    List<SqlWord> words = new ArrayList<>();
    SqlWord word = statement.word(0);
    while (word != null && words.size() < MAX_WORDS) {
      words.add(word);
      word = statement.word(words.size());
    }
    return words;
  }

  private QueryResult show() throws QueryException {
    if (words.size() < 2) {
      throw new QueryException(
          QueryException.Kind.SYNTAX, "SHOW what? There are SHOW TABLES and SHOW DATABASES");
    }
    SqlWord what = words.get(1);
    if (what.is("DATABASES")) {
      requireEnd(2);
      return names(catalog.databases());
    }
    if (what.is("TABLES")) {
      return tables();
    }
    throw new QueryException(
        QueryException.Kind.NOT_SUPPORTED,
        "SHOW "
            + what.text()
            + " is not supported"
            + NearestName.hint(what.text(), List.of("TABLES", "DATABASES"))
            + "; there are SHOW TABLES and SHOW DATABASES",
        what.line(),
        what.column(),
        null);
  }

  private QueryResult tables() throws QueryException {
    String database = defaultDatabase;
    if (words.size() > 2) {
      SqlWord from = words.get(2);
      if (!(from.is("FROM") || from.is("IN")) || words.size() < 4) {
        throw unexpected(from, "SHOW TABLES FROM database");
      }
      requireEnd(4);
      database = new TableNames(catalog, defaultDatabase).database(words.get(3).text());
    }
    List<String> names = new ArrayList<>();
    for (TableSchema table : catalog.tables(database)) {
      names.add(table.name());
    }
    return names(names);
  }

  private QueryResult describe() throws QueryException {
    int at = words.size() > 2 && words.get(1).is("TABLE") ? 2 : 1;
    if (words.size() <= at) {
      throw new QueryException(
          QueryException.Kind.SYNTAX, "DESCRIBE what? Name a table: DESCRIBE database.table");
    }
    List<String> names = new ArrayList<>();
    names.add(words.get(at).text());
    if (words.size() > at + 2 && words.get(at + 1).is(".")) {
      names.add(words.get(at + 2).text());
      at += 2;
    }
    requireEnd(at + 1);
    return columns(new TableNames(catalog, defaultDatabase).find(names));
  }

  private void requireEnd(int count) throws QueryException {
    if (words.size() > count) {
      throw unexpected(words.get(count), "the end of the statement");
    }
  }

  private static QueryException unexpected(SqlWord word, String expected) {
    return new QueryException(
        QueryException.Kind.SYNTAX,
        "syntax error at \"" + word.text() + "\"; expected " + expected,
        word.line(),
        word.column(),
        null);
  }

  private static QueryResult names(List<String> names) {
    TextTable table = new TextTable(List.of(new ResultColumn("name", ResultType.STRING)));
    for (String name : names) {
      table.add(name);
    }
    return table;
  }

  private static QueryResult columns(TableSchema schema) {
    TextTable table =
        new TextTable(
            List.of(
                new ResultColumn("name", ResultType.STRING),
                new ResultColumn("type", ResultType.STRING),
                new ResultColumn("kind", ResultType.STRING),
                new ResultColumn("nullable", ResultType.BOOLEAN)));
    for (ColumnSchema column : schema.columns()) {
      table.add(
          column.name(),
          SqlType.of(column.type()).sqlName(),
          column.kind().name().toLowerCase(Locale.ROOT),
          column.kind() != ColumnKind.TIME);
    }
    return table;
  }
}
