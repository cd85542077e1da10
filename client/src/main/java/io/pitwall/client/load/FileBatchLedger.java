package io.pitwall.client.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A ledger in a text file, one line an event, handed to the operating system before the call
 * returns, so that it outlives this process:
 *
 * <pre>
 * attempted engine_telemetry 1760000000000000 10000
 * acknowledged engine_telemetry 1760000000000000 10000
 * </pre>
 *
 * <p>The words are event, table, batch id, rows. An existing file is continued.
 */
public final class FileBatchLedger implements BatchLedger, AutoCloseable {
  private final FileChannel file;

  /**
   * Opens or creates the file.
   *
   * @throws IOException if it can't be opened for writing
   */
  public FileBatchLedger(Path path) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  public void attempted(String table, long batchId, int rows) {
    append("attempted", table, batchId, rows);
  }

  @Override
  public void acknowledged(String table, long batchId, int rows) {
    append("acknowledged", table, batchId, rows);
  }

  private synchronized void append(String event, String table, long batchId, int rows) {
    String line = event + ' ' + table + ' ' + batchId + ' ' + rows + '\n';
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger of batches could not be written", e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
