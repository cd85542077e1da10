package io.pitwall.query.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer, page by page. Owned by one thread; holds a snapshot until closed. An answer is whole
 * only once {@link #next} has returned null: a failure on the way is an exception.
 */
public interface QueryResult extends AutoCloseable {
  List<ResultColumn> columns();

  /**
   * The next rows, or null after the last.
   *
   * @throws QueryException if execution fails, is cancelled or runs out of time or memory
   */
  @Nullable ResultPage next() throws QueryException;

  @Override
  void close();
}
