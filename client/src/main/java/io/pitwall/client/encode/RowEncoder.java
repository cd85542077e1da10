package io.pitwall.client.encode;

/** Turns the rows of one table into one request body. Stateless and safe to share. */
public interface RowEncoder {
  /**
   * Encodes all rows.
   *
   * @param rows at least one row
   * @return the body and its rewritable cells
   * @throws IllegalArgumentException if there is no row, a time or stamp differs in width from the
   *     others, or a value can't be written in this format; the message names column and value
   */
  EncodedRows encode(RowSet rows);
}
