package io.pitwall.benchmarks.campaign;

import io.pitwall.benchmarks.campaign.abuse.AbuseTurns;
import io.pitwall.benchmarks.campaign.abuse.GoodNeighbour;
import java.util.List;

/**
 * What an abuse campaign showed.
 *
 * @param plan what was run
 * @param quiet the round without abuse
 * @param abused the rounds with it, at least one
 * @param turns what each kind of abuse did and was answered
 * @param neighbour how a client fared that did nothing wrong, at the address of the abuse
 * @param counts of tables, during the campaign and after the restart
 * @param health how {@code GET /health} was answered
 * @param samples memory, second by second, since the abuse began
 * @param before what the server held in the quiet round
 * @param after what it held a while after the abuse
 * @param heapMaxBytes the heap it may take
 * @param log what it wrote to its log
 * @param storeWhole whether the store took writes at the end, and found no damage at its restart
 */
record AbuseOutcome(
    AbusePlan plan,
    AbuseRound quiet,
    List<AbuseRound> abused,
    AbuseTurns turns,
    GoodNeighbour.Report neighbour,
    List<Count> counts,
    ServerWatch.Health health,
    AbuseSamples samples,
    AbuseState before,
    AbuseState after,
    long heapMaxBytes,
    Log log,
    boolean storeWhole) {
  /**
   * The rows of a table as they were asked for once.
   *
   * @param how the table was asked, for a sentence
   * @param least rows that must be there
   * @param most rows that may be there
   * @param found rows that are there
   */
  record Count(String how, long least, long most, long found) {
    boolean isRight() {
      return least <= found && found <= most;
    }
  }

  /**
   * The server's log.
   *
   * @param bytes its size
   * @param seconds that it covers
   * @param errors its lines of the level ERROR
   */
  record Log(long bytes, long seconds, List<String> errors) {}
}
