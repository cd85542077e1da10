package io.pitwall.client.encode;

/**
 * A request body and the places in it that may be rewritten. The arrays are handed over, not
 * copied.
 *
 * @param bytes the whole body
 * @param rowCount rows in it
 * @param cellForm how the times and stamps are written
 * @param timeOffsets where each row's time starts, in row order; for {@link NumberCells#BINARY} the
 *     first of the 8 bytes after the type byte
 * @param timeWidth digits of a time (8 bytes for {@link NumberCells#BINARY})
 * @param stampOffsets where each row's stamp starts; empty without a stamp column
 * @param stampWidth digits of a stamp; 0 without a stamp column
 */
public record EncodedRows(
    byte[] bytes,
    int rowCount,
    NumberCells cellForm,
    int[] timeOffsets,
    int timeWidth,
    int[] stampOffsets,
    int stampWidth) {}
