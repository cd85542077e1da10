package io.pitwall.benchmarks.campaign;

import io.pitwall.client.load.LoadReport;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a race showed.
 *
 * @param plan what was run
 * @param load the report of the load
 * @param panels the dashboard's answers; all of them have ended
 * @param tables the counts of each table
 * @param unsealedAtEnd rows that were not in a segment when the load ended
 * @param sealed the metrics after the sealing
 * @param sealingSeconds how long that took from the load's end
 * @param loadCpuSeconds the server's processor time while the load ran, queries included; empty if
 *     its process is not known
 * @param sealingCpuSeconds its processor time from there until all was sealed
 */
record RaceOutcome(
    RacePlan plan,
    LoadReport load,
    List<RacePanel> panels,
    List<TableCount> tables,
    long unsealedAtEnd,
    CampaignMetrics sealed,
    double sealingSeconds,
    OptionalDouble loadCpuSeconds,
    OptionalDouble sealingCpuSeconds) {
  /**
   * The rows of a table, those that were there before the race taken off.
   *
   * @param table its name
   * @param acknowledged rows that the server said it took
   * @param http {@code COUNT(*)} over HTTP as soon as the load had ended
   * @param postgres the same over the PostgreSQL wire
   * @param sealed the same over HTTP after the sealing
   */
  record TableCount(String table, long acknowledged, long http, long postgres, long sealed) {
    boolean isEqual() {
      return acknowledged == http && acknowledged == postgres && acknowledged == sealed;
    }
  }
}
