package io.pitwall.storage.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.limit.FormatLimits;
import org.junit.jupiter.api.Test;

class RecordSizesTest {
  @Test
  void aRecordAtTheLimitOfTheFormatIsTakenAndOneByteMoreIsRefusedByName() {
    RecordSizes sizes = new RecordSizes(Long.MAX_VALUE);
    assertThat(sizes.refusal(FormatLimits.RECORD_PAYLOAD_BYTES)).isNull();
    assertThat(sizes.refusal(FormatLimits.RECORD_PAYLOAD_BYTES + 1L))
        .contains("268435457", "more than 268435456 (limit record-payload-bytes)", "fewer rows");
  }

  @Test
  void aRecordThatFitsIntoAnEmptyLogIsTakenAndOneByteMoreIsRefusedByName() {
    RecordSizes sizes = new RecordSizes(1000);
    assertThat(sizes.refusal(1000)).isNull();
    assertThat(sizes.refusal(1001)).contains("1001", "more than 1000 (limit max-log-bytes)");
  }
}
