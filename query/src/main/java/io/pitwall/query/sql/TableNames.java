package io.pitwall.query.sql;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.text.NearestName;
import io.pitwall.storage.schema.CatalogView;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Finds tables by name: an exact match first, otherwise the only one that differs in case alone.
 */
public final class TableNames {
  private final CatalogView catalog;
  private final String defaultDatabase;

  /**
   * @param defaultDatabase where a table without a database is looked up
   */
  public TableNames(CatalogView catalog, String defaultDatabase) {
    this.catalog = catalog;
    this.defaultDatabase = defaultDatabase;
  }

  /**
   * @param names {@code [table]} or {@code [database, table]}
   * @throws QueryException if there is none, or more than one
   */
  public TableSchema find(List<String> names) throws QueryException {
    try {
      return find(names, SqlParserPos.ZERO);
    } catch (SqlFault fault) {
      throw fault.toQueryException();
    }
  }

  /**
   * @throws QueryException if there is none, or more than one
   */
  public String database(String name) throws QueryException {
    try {
      return database(name, SqlParserPos.ZERO);
    } catch (SqlFault fault) {
      throw fault.toQueryException();
    }
  }

  TableSchema find(List<String> names, SqlParserPos position) {
    if (names.size() > 2) {
      throw new SqlFault(
          QueryException.Kind.UNDEFINED_TABLE,
          "\"" + String.join(".", names) + "\" has too many parts; a table is named database.table",
          position);
    }
    String table = names.get(names.size() - 1);
    String database = names.size() == 2 ? database(names.get(0), position) : defaultDatabase;
    TableSchema exact = catalog.find(database, table);
    if (exact != null) {
      return exact;
    }
    TableSchema found =
        ignoringCase(catalog.tables(database), TableSchema::name, table, "table", position);
    if (found == null) {
      throw new SqlFault(
          QueryException.Kind.UNDEFINED_TABLE, unknownTable(database, table), position);
    }
    return found;
  }

  String database(String name, SqlParserPos position) {
    List<String> databases = catalog.databases();
    if (databases.contains(name)) {
      return name;
    }
    String found = ignoringCase(databases, database -> database, name, "database", position);
    if (found == null) {
      throw new SqlFault(
          QueryException.Kind.UNDEFINED_TABLE,
          "there is no database \"" + name + "\"" + NearestName.hint(name, databases),
          position);
    }
    return found;
  }

  private String unknownTable(String database, String table) {
    String what = "there is no table \"" + table + "\" in database \"" + database + "\"";
    List<String> here = new ArrayList<>();
    for (TableSchema other : catalog.tables(database)) {
      here.add(other.name());
    }
    String hint = NearestName.hint(table, here);
    if (!hint.isEmpty()) {
      return what + hint;
    }
    for (String other : catalog.databases()) {
      if (catalog.find(other, table) != null) {
        return what + "; did you mean " + other + "." + table + "?";
      }
    }
    return what;
  }

  private static <T> @Nullable T ignoringCase(
      List<T> all, Function<T, String> nameOf, String name, String what, SqlParserPos position) {
    T found = null;
    TreeSet<String> names = new TreeSet<>();
    for (T candidate : all) {
      if (nameOf.apply(candidate).equalsIgnoreCase(name)) {
        found = candidate;
        names.add(nameOf.apply(candidate));
      }
    }
    if (names.size() > 1) {
      throw new SqlFault(
          QueryException.Kind.AMBIGUOUS,
          what + " \"" + name + "\" may be any of " + quoted(names) + "; write its case exactly",
          position);
    }
    return found;
  }

  static String quoted(Iterable<String> names) {
    List<String> quoted = new ArrayList<>();
    for (String name : names) {
      quoted.add("\"" + name + "\"");
    }
    return String.join(", ", quoted);
  }
}
