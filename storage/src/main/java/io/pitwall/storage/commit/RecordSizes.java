package io.pitwall.storage.commit;

import io.pitwall.storage.limit.FormatLimits;
import io.pitwall.storage.limit.StoreLimits;
import org.jspecify.annotations.Nullable;

/**
 * Which batches the log can take at all. One that it can never take is refused for good, instead of
 * being tried again and again, or ending the log for everybody.
 *
 * @param maxLogPayload the largest payload for which there is room in an empty log
 */
public record RecordSizes(long maxLogPayload) {
  /**
   * Why a batch is refused, or null if the log can take it.
   *
   * @param payloadBytes of its record, at most
   */
  @Nullable String refusal(long payloadBytes) {
    if (payloadBytes > FormatLimits.RECORD_PAYLOAD_BYTES) {
      return tooLarge(
          payloadBytes, FormatLimits.RECORD_PAYLOAD_BYTES, "(limit record-payload-bytes)");
    }
    if (payloadBytes > maxLogPayload) {
      return tooLarge(payloadBytes, maxLogPayload, StoreLimits.MAX_LOG_BYTES.clause());
    }
    return null;
  }

  private static String tooLarge(long bytes, long most, String limit) {
    return "the write would take up to "
        + bytes
        + " bytes in the log, more than "
        + most
        + ' '
        + limit
        + "; send fewer rows at once";
  }
}
