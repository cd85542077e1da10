package io.pitwall.query.sql;

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
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/**
 * Validates a rewritten tree and converts it to logical operators, with Calcite. Used for one
 * statement.
 */
final class LogicalConversion {
  private static final SqlToRelConverter.Config CONFIG =
      SqlToRelConverter.config()
          .withTrimUnusedFields(true)
          .withExpand(false)
          .withInSubQueryThreshold(Integer.MAX_VALUE);

  private final SqlNode tree;
  private final HepPlanner planner = LogicalOptimizer.newPlanner();
  private final RexBuilder builder;
  private final StatementValidator validator;
  private final SqlToRelConverter converter;
  private List<String> starNames = List.of();

  /**
   * @param tree a statement or an expression
   * @param tables by database and name, as the catalog has them
   */
  LogicalConversion(SqlNode tree, Map<List<String>, TableSchema> tables) {
    this.tree = tree;
    PitwallTypeFactory types = new PitwallTypeFactory();
    Names reader = new Names(tables, new ColumnMatcher(tree), types);
    this.builder = new RexBuilder(types);
    this.validator =
        new StatementValidator(
            reader,
            types,
            SqlValidator.Config.DEFAULT
                .withConformance(PitwallConformance.INSTANCE)
                .withIdentifierExpansion(true)
                // COALESCE and NULLIF stay calls. As CASE they hold casts that claim "not null"
                // only under the condition of their branch, and the optimizer moves these out.
                .withCallRewrite(false)
                .withTypeCoercionFactory(Coercion::new));
    this.converter =
        new StatementConverter(
            (rowType, query, schemaPath, viewPath) -> {
              throw new IllegalStateException("there are no views");
            },
            validator,
            reader,
            RelOptCluster.create(planner, builder),
            Convertlets.INSTANCE,
            CONFIG);
  }

  /** The planner that the operators belong to. */
  HepPlanner planner() {
    return planner;
  }

  /** The operators of the statement. */
  RelRoot root() {
    SqlNode validated = validator.validate(tree);
    CastChecks.check(validated);
    starNames = validator.starNames(validated);
    return converter.convertQuery(validated, false, true);
  }

  /** The names of the columns that a star in the outermost SELECT stands for, after conversion. */
  List<String> starNames() {
    return starNames;
  }

  /** The operators without the columns that nobody reads. */
  RelNode trimmed(RelRoot root) {
    return converter.trimUnusedFields(true, NullFolding.in(root.project(true)));
  }

  /** An expression that reads no table, as far as it can be computed now. */
  RexNode constant() {
    SqlNode validated = validator.validateParameterizedExpression(tree, Map.of());
    CastChecks.check(validated);
    return LogicalOptimizer.fold(converter.convertExpression(validated), builder);
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
