package io.pitwall.query.sql;

import io.pitwall.query.function.FunctionTable;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.statement.Complexity;
import io.pitwall.query.statement.SqlLimits;
import io.pitwall.query.statement.SqlStatement;
import io.pitwall.storage.schema.CatalogView;
import io.pitwall.storage.schema.TableSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.jspecify.annotations.Nullable;

/**
 * Plans SELECT statements with Calcite. Keeps nothing between statements but its limits; safe for
 * many threads. Planning recurses as deep as the statement nests: call it on a thread with a big
 * stack, such as a {@link io.pitwall.query.plan.PlanningPool}'s.
 */
public final class SqlPlanner {
  private static final SqlToRelConverter.Config CONVERSION =
      SqlToRelConverter.config()
          .withTrimUnusedFields(true)
          .withExpand(false)
          .withInSubQueryThreshold(Integer.MAX_VALUE);

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
    StatementRewriter rewriter =
        new StatementRewriter(statement, new TableNames(catalog, defaultDatabase));
    try {
      Complexity.check(statement, limits);
      Refusals.checkFirst(statement.word(0));
      SqlNode parsed = SqlText.parse(statement);
      Refusals.checkStatement(parsed);
      List<String> names = OutputColumns.namesIn(parsed);
      SqlNode rewritten = rewriter.rewrite(parsed);
      MixedIntervals.check(rewritten);
      return plan(rewritten, names, rewriter, catalog.version());
    } catch (SqlFault fault) {
      throw fault.toQueryException();
    } catch (SqlParseException failure) {
      throw SqlErrors.syntax(failure);
    } catch (CalciteContextException failure) {
      throw SqlErrors.invalid(failure, rewriter.tables().values());
    } catch (StackOverflowError failure) {
      throw SqlErrors.tooDeep(failure);
    } catch (RuntimeException failure) {
      throw SqlErrors.unexpected(failure);
    }
  }

  private static PlannedStatement plan(
      SqlNode statement,
      @Nullable List<String> names,
      StatementRewriter rewriter,
      long catalogVersion) {
    PitwallTypeFactory types = new PitwallTypeFactory();
    Names reader = new Names(rewriter.tables(), new ColumnMatcher(statement), types);
    SqlValidator validator =
        SqlValidatorUtil.newValidator(
            FunctionTable.operators(),
            reader,
            types,
            SqlValidator.Config.DEFAULT
                .withConformance(PitwallConformance.INSTANCE)
                .withIdentifierExpansion(true)
                // COALESCE and NULLIF stay calls. As CASE they hold casts that claim "not null"
                // only under the condition of their branch, and the optimizer moves these out.
                .withCallRewrite(false)
                .withTypeCoercionFactory(Coercion::new));
    InterruptedPlanning.check();
    SqlNode validated = validator.validate(statement);
    CastChecks.check(validated);

    HepPlanner planner = LogicalOptimizer.newPlanner();
    RelOptCluster cluster = RelOptCluster.create(planner, new RexBuilder(types));
    SqlToRelConverter converter =
        new SqlToRelConverter(
            (rowType, query, schemaPath, viewPath) -> {
              throw new IllegalStateException("there are no views");
            },
            validator,
            reader,
            cluster,
            Convertlets.INSTANCE,
            CONVERSION);
    RelRoot root = converter.convertQuery(validated, false, true);
    RelNode converted = converter.trimUnusedFields(true, root.project(true));
    InterruptedPlanning.check();
    RelNode plan = LogicalOptimizer.optimize(planner, converted);
    PlanCheck.check(plan);
    return new PlannedStatement(
        plan,
        OutputColumns.of(names, root.validatedRowType),
        List.copyOf(rewriter.tables().values()),
        rewriter.exactNames(),
        catalogVersion);
  }

  /** The tables of one statement, by the exact names that the rewriter gave them. */
  private static final class Names extends CalciteCatalogReader {
    Names(Map<List<String>, TableSchema> tables, SqlNameMatcher matcher, PitwallTypeFactory types) {
      super(
          schemaOf(tables),
          matcher,
          List.of(List.of()),
          types,
          new CalciteConnectionConfigImpl(new Properties()));
    }

    private static CalciteSchema schemaOf(Map<List<String>, TableSchema> tables) {
      Map<String, Map<String, Table>> databases = new HashMap<>();
      for (TableSchema schema : tables.values()) {
        databases
            .computeIfAbsent(schema.database(), database -> new HashMap<>())
            .put(schema.name(), new PitwallTable(schema));
      }
      CalciteSchema root = CalciteSchema.createRootSchema(false, false);
      databases.forEach((database, members) -> root.add(database, new Database(members)));
      return root;
    }
  }

  private static final class Database extends AbstractSchema {
    private final Map<String, Table> tables;

    Database(Map<String, Table> tables) {
      this.tables = tables;
    }

    @Override
    protected Map<String, Table> getTableMap() {
      return tables;
    }
  }
}
