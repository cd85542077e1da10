package io.pitwall.client.load;

/**
 * All options of a load. Change what differs from {@link #DEFAULTS}:
 *
 * <pre>{@code
 * LoadOptions options =
 *     LoadOptions.DEFAULTS
 *         .withTarget(Target.DEFAULTS.withAddress("127.0.0.1", 8000).withToken(token))
 *         .withPace(Pace.DEFAULTS.closedLoop().withDurationMillis(10_000));
 * }</pre>
 *
 * @param target where it goes
 * @param payload what the bodies hold
 * @param pace how much is sent, and when
 * @param patience how long it waits for the server
 */
public record LoadOptions(Target target, Payload payload, Pace pace, Patience patience) {
  /** The defaults of all parts. */
  public static final LoadOptions DEFAULTS =
      new LoadOptions(Target.DEFAULTS, Payload.DEFAULTS, Pace.DEFAULTS, Patience.DEFAULTS);

  /** A copy with another target. */
  public LoadOptions withTarget(Target newTarget) {
    return new LoadOptions(newTarget, payload, pace, patience);
  }

  /** A copy with another payload. */
  public LoadOptions withPayload(Payload newPayload) {
    return new LoadOptions(target, newPayload, pace, patience);
  }

  /** A copy with another pace. */
  public LoadOptions withPace(Pace newPace) {
    return new LoadOptions(target, payload, newPace, patience);
  }

  /** A copy with other patience. */
  public LoadOptions withPatience(Patience newPatience) {
    return new LoadOptions(target, payload, pace, newPatience);
  }
}
