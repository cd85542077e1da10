package io.pitwall.query.sql;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.statement.Complexity;
import io.pitwall.query.statement.SqlLimits;
import io.pitwall.query.statement.SqlStatement;
import io.pitwall.storage.schema.CatalogView;
import io.pitwall.storage.schema.TableSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;

/**
 * Plans SELECT statements with Calcite. Keeps nothing between statements but its limits; safe for
 * many threads. Planning recurses as deep as the statement nests: call it on a thread with a big
 * stack, such as a {@link io.pitwall.query.plan.PlanningPool}'s.
 */
public final class SqlPlanner {
  private final SqlLimits limits;

  public SqlPlanner() {
    this(SqlLimits.DEFAULT);
  }

  public SqlPlanner(SqlLimits limits) {
    this.limits = limits;
  }

  /**
   * @param statement may end with a semicolon and contain comments
   * @param defaultDatabase where a table without a database is looked up
   * @throws QueryException if it is not a SELECT that we can answer; with the place, where it has
   *     one; soon after the thread was interrupted, without clearing that
   */
  public PlannedStatement plan(SqlStatement statement, String defaultDatabase, CatalogView catalog)
      throws QueryException {
    TableNames names = new TableNames(catalog, defaultDatabase);
    Map<List<String>, TableSchema> tables = new LinkedHashMap<>();
    try {
      Complexity.check(statement, limits);
      Refusals.checkFirst(statement.word(0));
      SqlText.Parsed parsed = SqlText.parse(statement);
      Refusals.checkStatement(parsed.tree());
      StatementRewriter rewriter = new StatementRewriter(statement, parsed, names, tables);
      return plan(parsed.tree(), rewriter, tables, catalog.version());
    } catch (SqlFault fault) {
      throw fault.toQueryException();
    } catch (CalciteContextException failure) {
      throw SqlErrors.invalid(failure, tables.values());
    } catch (StackOverflowError failure) {
      throw SqlErrors.tooDeep(failure);
    } catch (RuntimeException failure) {
      throw SqlErrors.unexpected(failure);
    }
  }

  private static PlannedStatement plan(
      SqlNode parsed,
      StatementRewriter rewriter,
      Map<List<String>, TableSchema> tables,
      long catalogVersion) {
    OutputColumns columns = OutputColumns.of(parsed);
    SqlNode statement = rewriter.rewrite(parsed);
    MixedIntervals.check(statement);
    LogicalConversion conversion = new LogicalConversion(statement, tables);
    InterruptedPlanning.check();
    RelRoot root = conversion.root();
    InterruptedPlanning.check();
    RelNode plan = LogicalOptimizer.optimize(conversion.planner(), conversion.trimmed(root));
    PlanCheck.check(plan);
    return new PlannedStatement(
        plan,
        columns.typed(root.validatedRowType, conversion.starNames()),
        List.copyOf(tables.values()),
        rewriter.exactNames(),
        catalogVersion);
  }
}
