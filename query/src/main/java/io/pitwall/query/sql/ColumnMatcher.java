package io.pitwall.query.sql;

import io.pitwall.query.result.QueryException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * Matches names of columns and aliases: exactly if possible, otherwise without regard to case if
 * only one name matches so. Used for one statement.
 */
final class ColumnMatcher implements SqlNameMatcher {
  private final SqlNode statement;

  /**
   * @param statement searched for the position of an ambiguous name
   */
  ColumnMatcher(SqlNode statement) {
    this.statement = statement;
  }

  /** True, so that the validator compares names that it has already found by their case. */
  @Override
  public boolean isCaseSensitive() {
    return true;
  }

  @Override
  public boolean matches(String string, String name) {
    return string.equalsIgnoreCase(name);
  }

  @Override
  public <K extends List<String>, V> @Nullable V get(
      Map<K, V> map, List<String> prefixNames, List<String> names) {
    List<String> key = new ArrayList<>(prefixNames);
    key.addAll(names);
    for (Map.Entry<K, V> entry : map.entrySet()) {
      if (entry.getKey().equals(key)) {
        return entry.getValue();
      }
    }
    return null;
  }

  @Override
  public String bestString() {
    throw new UnsupportedOperationException("only a liberal matcher remembers what it matched");
  }

  @Override
  public @Nullable RelDataTypeField field(RelDataType rowType, String fieldName) {
    RelDataTypeField exact = rowType.getField(fieldName, true, false);
    if (exact != null) {
      return exact;
    }
    RelDataTypeField found = null;
    TreeSet<String> names = new TreeSet<>();
    for (RelDataTypeField field : rowType.getFieldList()) {
      if (field.getName().equalsIgnoreCase(fieldName)) {
        found = field;
        names.add(field.getName());
      }
    }
    if (names.size() > 1) {
      throw new SqlFault(
          QueryException.Kind.AMBIGUOUS,
          "column \""
              + fieldName
              + "\" may be any of "
              + TableNames.quoted(names)
              + "; write its case exactly, in double quotes or not",
          placeOf(fieldName));
    }
    return found;
  }

  private SqlParserPos placeOf(String fieldName) {
    List<SqlParserPos> places = new ArrayList<>();
    statement.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlIdentifier name) {
            if (!name.isStar() && Util.last(name.names).equals(fieldName)) {
              places.add(name.getParserPosition());
            }
            return null;
          }
        });
    return places.isEmpty() ? SqlParserPos.ZERO : places.get(0);
  }

  @Override
  public int frequency(Iterable<String> names, String name) {
    int count = 0;
    for (String candidate : names) {
      if (candidate.equalsIgnoreCase(name)) {
        count++;
      }
    }
    return count;
  }

  @Override
  public Set<String> createSet() {
    return new LinkedHashSet<>();
  }
}
