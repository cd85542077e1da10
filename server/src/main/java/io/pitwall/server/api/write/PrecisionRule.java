package io.pitwall.server.api.write;

import io.pitwall.server.http.HttpRefusal;
import io.pitwall.server.http.RequestHeader;
import io.pitwall.server.ingest.TimePrecision;

/** Where an endpoint finds the unit of its timestamps. */
public enum PrecisionRule {
  /** The parameter {@code precision}; nanoseconds without it. */
  PARAMETER,
  /** Timestamps have a unit that follows from their size; the parameter is refused. */
  BY_SIZE;

  /**
   * Returns the unit of a request's timestamps.
   *
   * @param route whose rule this is
   * @throws HttpRefusal 400 if the request names no known unit, or names one where none is allowed
   */
  TimePrecision precision(RequestHeader header, WriteRoute route) throws HttpRefusal {
    String unit = header.parameter("precision");
    if (unit == null) {
      return TimePrecision.NANOSECONDS;
    }
    return switch (this) {
      case PARAMETER -> parse(unit);
      case BY_SIZE ->
          throw new HttpRefusal(
              400,
              "precision is a parameter of line protocol; the times of "
                  + route.format().label()
                  + " have a unit that follows from their size");
    };
  }

  private static TimePrecision parse(String unit) throws HttpRefusal {
    try {
      return TimePrecision.parse(unit);
    } catch (IllegalArgumentException e) {
      throw new HttpRefusal(400, String.valueOf(e.getMessage()));
    }
  }
}
