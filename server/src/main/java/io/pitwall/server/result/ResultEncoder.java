package io.pitwall.server.result;

import io.netty.buffer.ByteBuf;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryResult;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultPage;
import io.pitwall.server.network.ClientGoneException;
import java.util.List;

/**
 * A format of results. One encoder writes one result: its columns, then each of its pages, then the
 * end; after an error it is dropped. Owned by one thread.
 */
public interface ResultEncoder {
  /** Writes what comes before the rows. Called once, first. */
  void begin(List<ResultColumn> columns, ByteBuf out);

  /**
   * Writes a page, row by row or column by column. Calls {@link ResultSink#roomForMore} often
   * enough that little more than one piece waits in memory.
   *
   * @throws QueryException as {@link ResultSink#roomForMore} does
   * @throws ClientGoneException as {@link ResultSink#roomForMore} does
   */
  void page(ResultPage page, ResultSink sink) throws QueryException, ClientGoneException;

  /**
   * Writes what comes after the rows. Called once, last.
   *
   * @param rows of all pages
   */
  void end(long rows, ByteBuf out);

  /**
   * Reads a result to its end and writes all of it.
   *
   * @return the number of rows
   * @throws QueryException if the statement fails; what was written is then not a whole result
   * @throws ClientGoneException as {@link ResultSink#roomForMore} does
   */
  static long encode(QueryResult result, ResultEncoder encoder, ResultSink sink)
      throws QueryException, ClientGoneException {
    encoder.begin(result.columns(), sink.buffer());
    long rows = 0;
    for (ResultPage page = result.next(); page != null; page = result.next()) {
      encoder.page(page, sink);
      rows += page.rows();
    }
    encoder.end(rows, sink.buffer());
    return rows;
  }
}
