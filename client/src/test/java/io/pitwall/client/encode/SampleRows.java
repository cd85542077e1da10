package io.pitwall.client.encode;

import io.pitwall.client.encode.RowSet.Doubles;
import io.pitwall.client.encode.RowSet.Longs;
import io.pitwall.client.encode.RowSet.Role;
import io.pitwall.client.encode.RowSet.Strings;
import java.util.List;

/** Two rows with a tag that needs escapes, every kind of field and a stamp. */
final class SampleRows {
  private SampleRows() {}

  static RowSet twoRows() {
    return new RowSet(
        "engine",
        new long[] {1_760_000_000_000_000_001L, 1_760_000_000_000_000_002L},
        List.of(
            new Longs("car_number", Role.FIELD, new long[] {24, -300}),
            new Strings("driver", Role.TAG, new String[] {"Driver 24", "A,b=c\"d\\e"}),
            new Doubles("speed_mph", Role.FIELD, new double[] {187.3, -0.0}),
            new Strings("note", Role.FIELD, new String[] {"say \"hi\" \\", "zwei\nZeilen ü"}),
            new Longs(
                "batch", Role.STAMP, new long[] {1_760_000_000_000_007L, 1_760_000_000_000_007L})));
  }
}
