package io.pitwall.query.sql;

import io.pitwall.query.function.DecimalLiterals;
import io.pitwall.query.function.FunctionTable;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.statement.SqlStatement;
import io.pitwall.storage.schema.TableSchema;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites a tree before Calcite validates it: tables get their exact names, literals their exact
 * values, functions the operators that we define. Refuses, with the position, what the executor
 * does not have. Changes the tree that it is given. Used for one statement.
 */
final class StatementRewriter extends SqlShuttle {

  /** What PostgreSQL calls VALUES in FROM that has no name. */
  private static final String VALUES_NAME = "*VALUES*";

  private static final Pattern PARAMETER = Pattern.compile("\\$[0-9]+");

  private final SqlStatement statement;
  private final TableNames tableNames;
  private final SqlText.Parsed parsed;
  private final Map<List<String>, TableSchema> tables;
  private final Deque<List<String>> withNames = new ArrayDeque<>();
  private boolean exactNames = true;

  /**
   * @param statement that the tree was parsed from
   * @param tables gets the tables by database and name, as the catalog has them
   */
  StatementRewriter(
      SqlStatement statement,
      SqlText.Parsed parsed,
      TableNames tableNames,
      Map<List<String>, TableSchema> tables) {
    this.statement = statement;
    this.parsed = parsed;
    this.tableNames = tableNames;
    this.tables = tables;
  }

  boolean exactNames() {
    return exactNames;
  }

  SqlNode rewrite(SqlNode node) {
    SqlNode rewritten = node.accept(this);
    if (rewritten == null) {
      throw new IllegalStateException("a statement was rewritten to nothing");
    }
    return rewritten;
  }

  private <T extends SqlNode> @Nullable T rewriteIfThere(@Nullable T node, Class<T> type) {
    return node == null ? null : type.cast(rewrite(node));
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call instanceof SqlSelect select) {
      return select(select);
    }
    if (call instanceof SqlWith with) {
      return with(with);
    }
    if (ExactLiterals.isCastToInterval(call)) {
      return ExactLiterals.castToInterval(rewrite(call.operand(0)));
    }
    Refusals.check(call);
    switch (call.getKind()) {
      case MINUS_PREFIX -> {
        SqlNode negative = negativeLiteral(call);
        if (negative != null) {
          return negative;
        }
      }
      case AS -> {
        // The alias is a name, even where a function without parentheses is called so.
        call.setOperand(0, rewrite(call.operand(0)));
        return call;
      }
      default -> {}
    }
    SqlNode rewritten = super.visit(call);
    return rewritten instanceof SqlBasicCall basic ? FunctionRewrites.of(basic) : rewritten;
  }

  private SqlNode select(SqlSelect select) {
    Refusals.check(select);
    SqlNode from = select.getFrom();
    if (from != null) {
      select.setFrom(from(from));
    }
    select.setSelectList((SqlNodeList) rewrite(select.getSelectList()));
    select.setWhere(rewriteIfThere(select.getWhere(), SqlNode.class));
    select.setGroupBy(rewriteIfThere(select.getGroup(), SqlNodeList.class));
    select.setHaving(rewriteIfThere(select.getHaving(), SqlNode.class));
    select.setOrderBy(rewriteIfThere(select.getOrderList(), SqlNodeList.class));
    select.setOffset(rewriteIfThere(select.getOffset(), SqlNode.class));
    select.setFetch(rewriteIfThere(select.getFetch(), SqlNode.class));
    return select;
  }

  private SqlNode with(SqlWith with) {
    List<String> names = new ArrayList<>();
    withNames.push(names);
    try {
      for (SqlNode node : with.withList) {
        SqlWithItem item = (SqlWithItem) node;
        if (item.recursive != null && item.recursive.booleanValue()) {
          throw Refusals.notSupported("WITH RECURSIVE", item.getParserPosition());
        }
        item.query = rewrite(item.query);
        names.add(item.name.getSimple());
      }
      with.body = rewrite(with.body);
      return with;
    } finally {
      withNames.pop();
    }
  }

  private SqlNode from(SqlNode from) {
    return switch (from.getKind()) {
      case IDENTIFIER -> table((SqlIdentifier) from);
      case AS -> {
        SqlCall as = (SqlCall) from;
        boolean isValues = as.operand(0).getKind() == SqlKind.VALUES;
        as.setOperand(0, isValues ? rewrite(as.operand(0)) : from(as.operand(0)));
        boolean hasColumns = as.operandCount() > 2;
        yield isValues && !hasColumns ? namedValues(as.operand(0), as.operand(1)) : as;
      }
      case VALUES ->
          namedValues(rewrite(from), new SqlIdentifier(VALUES_NAME, from.getParserPosition()));
      case SELECT, UNION, WITH, ORDER_BY -> rewrite(from);
      default -> throw Refusals.inFrom(from);
    };
  }

  /** VALUES whose columns have the names that PostgreSQL gives them. */
  private static SqlNode namedValues(SqlNode values, SqlIdentifier name) {
    SqlParserPos position = values.getParserPosition();
    SqlCall firstRow = ((SqlCall) values).operand(0);
    List<SqlNode> operands = new ArrayList<>(List.of(values, name));
    for (String column : OutputColumns.valuesNames(firstRow.operandCount())) {
      operands.add(new SqlIdentifier(column, position));
    }
    return SqlStdOperatorTable.AS.createCall(position, operands);
  }

  private SqlNode table(SqlIdentifier name) {
    String withName = name.isSimple() ? withName(name) : null;
    if (withName != null) {
      return new SqlIdentifier(withName, name.getParserPosition());
    }
    TableSchema schema = tableNames.find(name.names, name.getParserPosition());
    List<String> exact = List.of(schema.database(), schema.name());
    exactNames &= exact.subList(2 - name.names.size(), 2).equals(name.names);
    tables.put(exact, schema);
    SqlParserPos position = name.getParserPosition();
    List<SqlParserPos> positions = List.of(position, position);
    return new SqlIdentifier(exact, null, position, positions);
  }

  /**
   * The name of WITH that a table's name means: the same, otherwise the only one that differs in
   * case alone; null if it means none.
   */
  private @Nullable String withName(SqlIdentifier table) {
    String name = table.getSimple();
    for (List<String> names : withNames) {
      TreeSet<String> similar = new TreeSet<>();
      for (String candidate : names) {
        if (candidate.equals(name)) {
          return candidate;
        }
        if (candidate.equalsIgnoreCase(name)) {
          similar.add(candidate);
        }
      }
      if (similar.size() > 1) {
        throw new SqlFault(
            QueryException.Kind.AMBIGUOUS,
            "\"" + name + "\" may be any of " + TableNames.quoted(similar) + " of WITH",
            table.getParserPosition());
      }
      if (!similar.isEmpty()) {
        return similar.first();
      }
    }
    return null;
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier name) {
    if (name.isSimple() && !name.isComponentQuoted(0)) {
      if (PARAMETER.matcher(name.getSimple()).matches()) {
        throw Refusals.notSupported("the parameter " + name.getSimple(), name.getParserPosition());
      }
      SqlNode call = FunctionTable.callOf(name);
      if (call != null) {
        return call;
      }
      switch (name.getSimple().toUpperCase(Locale.ROOT)) {
        case "CURRENT_DATE", "CURRENT_TIME", "LOCALTIME" ->
            throw Refusals.notSupported(
                name.getSimple().toUpperCase(Locale.ROOT)
                    + " (there are no dates without a time; use date_trunc('day', now()))",
                name.getParserPosition());
        default -> {}
      }
    }
    return name;
  }

  @Override
  public @Nullable SqlNode visit(SqlDynamicParam parameter) {
    SqlNode rowCount = parsed.rowCounts().get(parameter.getIndex());
    if (rowCount != null) {
      SqlText.Parsed expression = new SqlText.Parsed(rowCount, Map.of());
      StatementRewriter rewriter =
          new StatementRewriter(statement, expression, tableNames, new HashMap<>());
      return RowCountLiteral.of(rewriter.rewrite(rowCount));
    }
    throw Refusals.notSupported("a parameter", parameter.getParserPosition());
  }

  @Override
  public @Nullable SqlNode visit(SqlLiteral literal) {
    if (isNegativeZero(literal)) {
      return ExactLiterals.negativeZero(literal.getParserPosition());
    }
    return ExactLiterals.exact(literal);
  }

  /** The parser keeps decimal numbers, which have no −0.0: only the text shows the sign. */
  private boolean isNegativeZero(SqlLiteral literal) {
    if (!(literal instanceof SqlNumericLiteral number) || DecimalLiterals.isInteger(number)) {
      return false;
    }
    BigDecimal value = literal.bigDecimalValue();
    if (value == null || value.signum() != 0) {
      return false;
    }
    SqlParserPos position = literal.getParserPosition();
    return statement.charAt(position.getLineNum(), position.getColumnNum()) == '-';
  }

  /** The literal that a minus and a number make, or null if the operand is no number. */
  private static @Nullable SqlNode negativeLiteral(SqlCall minus) {
    SqlParserPos position = minus.getParserPosition();
    if (!(minus.operand(0) instanceof SqlNumericLiteral number)) {
      return null;
    }
    BigDecimal value = number.bigDecimalValue();
    if (value == null) {
      return null;
    }
    if (DecimalLiterals.isInteger(number)) {
      return ExactLiterals.integer(value.negate(), position);
    }
    return value.signum() == 0
        ? ExactLiterals.negativeZero(position)
        : ExactLiterals.approximate(value.negate(), position);
  }
}
