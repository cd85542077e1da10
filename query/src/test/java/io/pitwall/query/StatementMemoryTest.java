package io.pitwall.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pitwall.query.fixture.MemorySource;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.fixture.RaceSchemas;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryResult;
import io.pitwall.query.statement.SqlLimits;
import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.read.BlockReader;
import io.pitwall.storage.read.BlockSummaries;
import io.pitwall.storage.read.RowSource;
import io.pitwall.storage.runtime.SystemClock;
import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Statements share one memory, and each gives back what it took, however it ends. */
class StatementMemoryTest {
  private static final int ROWS = 5_000;
  private static final String GROUPS = "SELECT number, count(*) FROM car GROUP BY number";
  private static final String SORTED = "SELECT number FROM car ORDER BY number";

  private final MemoryStore store = new MemoryStore();

  StatementMemoryTest() {
    TableSchema car = RaceSchemas.table(1, "race", "car", "number:long speed:double");
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (long i = 0; i < ROWS; i++) {
      rows.add(new @Nullable Object[] {i, i << 20, (double) (i % 100)});
    }
    MemorySource source = new MemorySource(car, rows, 512, false);
    store.add(car, List.of(source));
    TableSchema broken = RaceSchemas.table(2, "race", "broken", "number:long speed:double");
    store.add(
        broken, List.of(new MemorySource(broken, rows, 512, false), new BrokenSource(source)));
  }

  private QueryEngine engine(long perStatement, long all) {
    QueryLimits d = QueryLimits.DEFAULT;
    return new QueryEngine(
        store,
        new SystemClock(),
        new QueryLimits(
            SqlLimits.DEFAULT,
            perStatement,
            all,
            d.defaultTimeout(),
            d.planCacheBytes(),
            d.aggregateCacheBytes(),
            d.planningThreads()));
  }

  private static QueryRequest request(String sql, QueryCancellation cancellation) {
    return new QueryRequest(sql, "race", Duration.ofMinutes(10), cancellation);
  }

  private static QueryResult begin(QueryEngine engine, String sql) throws QueryException {
    QueryResult result = engine.execute(request(sql, new QueryCancellation()));
    try {
      assertThat(result.next()).isNotNull();
    } catch (QueryException e) {
      result.close();
      throw e;
    }
    return result;
  }

  /** What a statement holds at its largest, found by a limit of its own that just lets it pass. */
  private long peak(String sql) throws QueryException {
    long passes = 1L << 30;
    long fails = 0;
    while (passes - fails > 1) {
      long tried = (passes + fails) / 2;
      try (QueryEngine engine = engine(tried, Long.MAX_VALUE);
          QueryResult result = begin(engine, sql)) {
        assertThat(result.columns()).isNotEmpty();
        passes = tried;
      } catch (QueryException e) {
        assertThat(e.kind()).isEqualTo(QueryException.Kind.OUT_OF_MEMORY);
        fails = tried;
      }
    }
    return passes;
  }

  @Test
  void statementsRunTogetherUpToTheLimitOfAllAndPastItTheLaterOneIsToldToComeAgain()
      throws QueryException {
    long peak = peak(SORTED);
    long held;
    try (QueryEngine engine = engine(1L << 30, 1L << 30);
        QueryResult first = begin(engine, SORTED)) {
      held = engine.reservedMemoryBytes();
      assertThat(held).isPositive();
      assertThat(first.columns()).hasSize(1);
    }
    try (QueryEngine engine = engine(1L << 30, held + peak);
        QueryResult first = begin(engine, SORTED);
        QueryResult second = begin(engine, SORTED)) {
      assertThat(first.columns()).isEqualTo(second.columns());
      assertThat(engine.reservedMemoryBytes()).isEqualTo(2 * held);
    }
    try (QueryEngine engine = engine(1L << 30, held + peak - 1)) {
      QueryResult first = begin(engine, SORTED);
      QueryException failure =
          Objects.requireNonNull(
              catchThrowableOfType(QueryException.class, () -> begin(engine, SORTED)));
      assertThat(failure.kind()).isEqualTo(QueryException.Kind.OVERLOADED);
      assertThat(failure.kind().sqlState()).isEqualTo("53200");
      assertThat(failure)
          .hasMessageContaining((held + peak - 1) + " bytes together")
          .hasMessageContaining("(limit max-total-query-memory)");
      assertThat(engine.reservedMemoryBytes()).isEqualTo(held);
      first.close();
      begin(engine, SORTED).close();
      assertThat(engine.reservedMemoryBytes()).isZero();
    }
  }

  @Test
  void aStatementGivesItsMemoryBackHoweverItEnds() throws QueryException {
    try (QueryEngine engine = engine(1L << 30, 1L << 30)) {
      for (String sql : List.of(GROUPS, SORTED, "SELECT upper('a') FROM car", "SHOW TABLES")) {
        begin(engine, sql).close();
        assertThat(engine.reservedMemoryBytes()).as(sql).isZero();
      }
      QueryResult closedTwice = begin(engine, GROUPS);
      QueryResult other = begin(engine, SORTED);
      closedTwice.close();
      long ofOther = engine.reservedMemoryBytes();
      closedTwice.close();
      assertThat(engine.reservedMemoryBytes()).isEqualTo(ofOther).isPositive();
      other.close();
      for (String sql :
          List.of(
              "SELECT number, sum(1/(number - " + (4_000L << 20) + ")) FROM car GROUP BY number",
              "SELECT nothing FROM car",
              "SELECT count(*) FROM car WHERE number +")) {
        assertThatThrownBy(() -> begin(engine, sql)).isInstanceOf(QueryException.class);
        assertThat(engine.reservedMemoryBytes()).as(sql).isZero();
      }
    }
  }

  @Test
  void aStatementThatIsCancelledGivesItsMemoryBack() throws QueryException {
    try (QueryEngine engine = engine(1L << 30, 1L << 30)) {
      QueryCancellation cancellation = new QueryCancellation();
      try (QueryResult result = engine.execute(request(SORTED, cancellation))) {
        assertThat(result.next()).isNotNull();
        assertThat(engine.reservedMemoryBytes()).isPositive();
        cancellation.cancel();
        assertThatThrownBy(result::next).isInstanceOf(QueryException.class);
      }
      assertThat(engine.reservedMemoryBytes()).isZero();
    }
  }

  @Test
  void anErrorInTheMiddleLeavesNothingReserved() throws QueryException {
    try (QueryEngine engine = engine(1L << 30, 1L << 30)) {
      for (String sql : List.of(GROUPS, SORTED)) {
        String ofBroken = sql.replace("car", "broken");
        try (QueryResult result = engine.execute(request(ofBroken, new QueryCancellation()))) {
          assertThatThrownBy(result::next).isInstanceOf(OutOfMemoryError.class);
        }
        assertThat(engine.reservedMemoryBytes()).as(sql).isZero();
      }
    }
  }

  /** A source that can't be read, after all others. */
  private record BrokenSource(RowSource source) implements RowSource {
    @Override
    public long rows() {
      return source.rows();
    }

    @Override
    public long minTime() {
      return source.minTime();
    }

    @Override
    public long maxTime() {
      return source.maxTime();
    }

    @Override
    public int blockCount() {
      return source.blockCount();
    }

    @Override
    public int blockRows(int block) {
      return source.blockRows(block);
    }

    @Override
    public boolean hasColumn(ColumnSchema column) {
      return source.hasColumn(column);
    }

    @Override
    public @Nullable BlockSummaries summaries(ColumnSchema column) throws IOException {
      return source.summaries(column);
    }

    @Override
    public @Nullable BlockSummaries totals(ColumnSchema column) throws IOException {
      return source.totals(column);
    }

    @Override
    public @Nullable Dictionary dictionary(ColumnSchema column) throws IOException {
      return source.dictionary(column);
    }

    @Override
    public BlockReader reader() {
      throw new OutOfMemoryError("as a test has it");
    }
  }
}
