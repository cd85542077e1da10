package io.pitwall.storage.segment;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.format.CorruptDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The payload of the series directory: one array for each part of {@link SeriesRows}. */
final class SeriesDirectory {
  private SeriesDirectory() {}

  static void write(List<SeriesRows> series, ArrayCodec codec, ByteSink sink) {
    sink.putVarInt(series.size());
    put(series, SeriesRows::seriesId, codec, sink);
    put(series, SeriesRows::firstRow, codec, sink);
    put(series, SeriesRows::rows, codec, sink);
    put(series, SeriesRows::minTime, codec, sink);
    put(series, SeriesRows::maxTime, codec, sink);
  }

  private static void put(
      List<SeriesRows> series, ToLongFunction<SeriesRows> part, ArrayCodec codec, ByteSink sink) {
    codec.putLongs(series.stream().mapToLong(part).toArray(), series.size(), sink);
  }

  static List<SeriesRows> read(int count, ArrayCodec codec, ByteSource source) {
    if (source.readVarInt() != count) {
      throw new CorruptDataException("the footer says that there are " + count + " series");
    }
    int[] ids = codec.getInts(count, Integer.MIN_VALUE, Integer.MAX_VALUE, source);
    long[] firstRows = codec.getLongs(count, source);
    long[] rows = codec.getLongs(count, source);
    long[] minTimes = codec.getLongs(count, source);
    long[] maxTimes = codec.getLongs(count, source);
    ArrayCodec.expectEnd(source);
    List<SeriesRows> series = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      series.add(new SeriesRows(ids[i], firstRows[i], rows[i], minTimes[i], maxTimes[i]));
    }
    return List.copyOf(series);
  }
}
