package io.pitwall.query.sql;

import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/**
 * In GROUP BY a column of the table comes before an alias of the same name, as in PostgreSQL;
 * Calcite would take the alias. So such a column gets its table's name in front.
 */
final class GroupNames {
  private GroupNames() {}

  static SqlNodeList preferColumns(
      SqlNodeList groupBy, @Nullable SqlNode from, Map<List<String>, TableSchema> tables) {
    TableSchema table = tableOf(from, tables);
    if (table == null || from == null) {
      return groupBy;
    }
    SqlIdentifier alias = aliasOf(from);
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode item : groupBy) {
      items.add(qualified(item, alias.names.get(alias.names.size() - 1), table));
    }
    return new SqlNodeList(items, groupBy.getParserPosition());
  }

  private static SqlNode qualified(SqlNode item, String alias, TableSchema table) {
    if (item instanceof SqlIdentifier name && name.isSimple() && has(table, name.getSimple())) {
      return new SqlIdentifier(
          List.of(alias, name.getSimple()),
          null,
          name.getParserPosition(),
          List.of(name.getParserPosition(), name.getParserPosition()));
    }
    return item;
  }

  private static boolean has(TableSchema table, String name) {
    for (ColumnSchema column : table.columns()) {
      if (column.name().equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable TableSchema tableOf(
      @Nullable SqlNode from, Map<List<String>, TableSchema> tables) {
    SqlNode node = from;
    if (node instanceof SqlCall as && node.getKind() == SqlKind.AS) {
      node = as.operand(0);
    }
    return node instanceof SqlIdentifier name ? tables.get(List.copyOf(name.names)) : null;
  }

  private static SqlIdentifier aliasOf(SqlNode from) {
    if (from instanceof SqlCall as && from.getKind() == SqlKind.AS) {
      return as.operand(1);
    }
    return (SqlIdentifier) from;
  }
}
