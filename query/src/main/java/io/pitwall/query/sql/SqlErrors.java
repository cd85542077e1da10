package io.pitwall.query.sql;

import static org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants.EOF;
import static org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants.SEMICOLON;
import static org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants.TIME;

import io.pitwall.query.function.FunctionTable;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryException.Kind;
import io.pitwall.query.statement.ReservedWords;
import io.pitwall.query.text.NearestName;
import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.babel.ParseException;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.parser.babel.Token;
import org.jspecify.annotations.Nullable;

/** Words Calcite's errors for our users, with their position. */
public final class SqlErrors {
  private static final Pattern UNKNOWN_COLUMN =
      Pattern.compile("Column '(.*?)' not found in (?:any table|table '(.*)').*", Pattern.DOTALL);
  private static final Pattern UNKNOWN_TABLE =
      Pattern.compile("(?:Table|Object) '(.*?)' not found.*", Pattern.DOTALL);
  private static final Pattern UNKNOWN_FUNCTION =
      Pattern.compile("No match found for function signature ([^(]*)\\((.*)\\)", Pattern.DOTALL);
  private static final Pattern NOT_GROUPED =
      Pattern.compile("Expression '(.*)' is not being grouped", Pattern.DOTALL);
  private static final Pattern AMBIGUOUS = Pattern.compile("Column '(.*)' is ambiguous.*");

  /** What exists for other types, as opposed to logic, which takes truths alone. */
  private static final Pattern NO_OPERATOR =
      Pattern.compile("Cannot apply '(?!AND'|OR'|NOT'|CASE'|COALESCE')");

  private SqlErrors() {}

  /**
   * @param parser that failed
   */
  static QueryException syntax(SqlParseException failure, SqlBabelParserImpl parser) {
    if (isOverflow(failure)) {
      return tooDeep(failure);
    }
    if (failure.getCause() instanceof ParseException) {
      Token unexpected = parser.getToken(1);
      if (unexpected.kind == TIME && parser.token.image.equalsIgnoreCase("AT")) {
        return new QueryException(
            Kind.NOT_SUPPORTED,
            "AT TIME ZONE is not supported; times are UTC",
            parser.token.beginLine,
            parser.token.beginColumn,
            failure);
      }
      return new QueryException(
          Kind.SYNTAX,
          "syntax error" + at(unexpected),
          unexpected.beginLine,
          unexpected.beginColumn,
          failure);
    }
    SqlParserPos position = failure.getPos();
    int line = position == null ? 0 : position.getLineNum();
    int column = position == null ? 0 : position.getColumnNum();
    String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return new QueryException(Kind.SYNTAX, "syntax error: " + message, line, column, failure);
  }

  private static String at(Token token) {
    if (token.kind == EOF) {
      return ": the statement ends too early";
    }
    if (token.kind == SEMICOLON) {
      return ": there is more than one statement here";
    }
    String hint =
        ReservedWords.isReserved(token.image) ? "; if it is a name, write it in double quotes" : "";
    return " at \"" + token.image.replace("\"", "") + "\"" + hint;
  }

  /** An error without a position: our mistake, unless a {@link SqlFault} caused it. */
  static QueryException unexpected(RuntimeException failure) {
    if (isOverflow(failure)) {
      return tooDeep(failure);
    }
    Throwable cause = failure;
    while (cause != null) {
      if (cause instanceof SqlFault fault) {
        return fault.toQueryException();
      }
      cause = cause.getCause();
    }
    return new QueryException(
        Kind.INTERNAL, "the statement could not be planned: " + failure, 0, 0, failure);
  }

  public static QueryException tooDeep(@Nullable Throwable cause) {
    return new QueryException(
        Kind.TOO_COMPLEX, "the statement is nested too deeply to be planned", 0, 0, cause);
  }

  public static boolean isOverflow(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause != null) {
      if (cause instanceof StackOverflowError) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  static QueryException invalid(CalciteContextException failure, Collection<TableSchema> tables) {
    Throwable cause = failure.getCause();
    String message = String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
    int line = failure.getPosLine();
    int column = failure.getPosColumn();
    Matcher unknownColumn = UNKNOWN_COLUMN.matcher(message);
    if (unknownColumn.matches()) {
      String name = unknownColumn.group(1);
      return new QueryException(
          Kind.UNDEFINED_COLUMN, unknownColumn(name, tables), line, column, failure);
    }
    Matcher unknownTable = UNKNOWN_TABLE.matcher(message);
    if (unknownTable.matches()) {
      return new QueryException(
          Kind.UNDEFINED_TABLE,
          "there is no table \"" + unknownTable.group(1) + "\" in this FROM",
          line,
          column,
          failure);
    }
    Matcher unknownFunction = UNKNOWN_FUNCTION.matcher(message);
    if (unknownFunction.matches()) {
      String name = unknownFunction.group(1);
      return new QueryException(
          Kind.UNDEFINED_FUNCTION,
          unknownFunction(name, String.valueOf(unknownFunction.group(2))),
          line,
          column,
          failure);
    }
    Matcher notGrouped = NOT_GROUPED.matcher(message);
    if (notGrouped.matches()) {
      return new QueryException(
          Kind.GROUPING,
          notGrouped.group(1) + " must be in GROUP BY or inside an aggregate",
          line,
          column,
          failure);
    }
    if (AMBIGUOUS.matcher(message).matches()) {
      return new QueryException(Kind.AMBIGUOUS, message, line, column, failure);
    }
    return new QueryException(kindOf(message), plain(message), line, column, failure);
  }

  private static String plain(String message) {
    int forms = message.indexOf(". Supported form");
    String first = forms < 0 ? message : message.substring(0, forms);
    return first.replaceAll("<([A-Z_]+(?:\\([0-9]+\\))?)>", "$1").replaceAll("\\s+", " ");
  }

  private static Kind kindOf(String message) {
    if (message.startsWith("Aggregate expression") || message.contains("must be grouped")) {
      return Kind.GROUPING;
    }
    if (message.startsWith("Ordinal out of range")
        || message.endsWith("not in the select clause")) {
      return Kind.INVALID_REFERENCE;
    }
    if (message.startsWith("Column count mismatch")) {
      return Kind.SYNTAX;
    }
    if (message.startsWith("Unknown identifier")) {
      return Kind.UNDEFINED_TABLE;
    }
    if (message.startsWith("FILTER must be applied")) {
      return Kind.NOT_AGGREGATE;
    }
    if (message.startsWith("Cast function cannot convert")) {
      return Kind.CANNOT_CAST;
    }
    if (NO_OPERATOR.matcher(message).lookingAt()) {
      return Kind.UNDEFINED_FUNCTION;
    }
    if (message.startsWith("Invalid number of arguments")) {
      return Kind.UNDEFINED_FUNCTION;
    }
    return Kind.TYPE_MISMATCH;
  }

  private static String unknownColumn(String name, Collection<TableSchema> tables) {
    List<String> known = new ArrayList<>();
    for (TableSchema table : tables) {
      for (ColumnSchema column : table.columns()) {
        known.add(column.name());
      }
    }
    return "there is no column \"" + name + "\"" + NearestName.hint(name, known);
  }

  private static String unknownFunction(String name, String arguments) {
    List<String> known = FunctionTable.callableNames();
    String function = name.toLowerCase(Locale.ROOT);
    return known.contains(function)
        ? function + " does not take (" + arguments.replaceAll("[<>]", "") + ")"
        : "there is no function " + name + NearestName.hint(name, known);
  }
}
