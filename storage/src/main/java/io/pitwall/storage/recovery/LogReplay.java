package io.pitwall.storage.recovery;

import io.pitwall.storage.catalog.CatalogChange;
import io.pitwall.storage.catalog.LoggedDefinitions;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.log.LogDamage;
import io.pitwall.storage.log.RecoveredLog;
import io.pitwall.storage.record.RecordReader;
import io.pitwall.storage.record.RowRun;
import io.pitwall.storage.runtime.FileSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the log on top of what the manifest knows, through the code that live rows go through.
 * The rows of a record that are in a table's segments already are skipped, table by table, so that
 * no row comes twice.
 */
public final class LogReplay {
  private static final Logger LOG = LoggerFactory.getLogger(LogReplay.class);

  private static final int MOST_LISTED_DAMAGES = 100;

  private final RecoverySteps steps;
  private final RecoveredManifest manifest;
  private final LoggedDefinitions definitions;
  private final ReplayedRows rows;
  private final RecordReader reader = new RecordReader();
  private final KnownNames names;
  private final List<String> damages;
  private long unlistedDamages;

  /**
   * Makes a replay.
   *
   * @param definitions gets the names that the manifest does not have yet
   * @param rows gets the rows that are not in segments yet
   */
  public LogReplay(
      RecoverySteps steps,
      RecoveredManifest manifest,
      LoggedDefinitions definitions,
      ReplayedRows rows) {
    this.steps = steps;
    this.manifest = manifest;
    this.definitions = definitions;
    this.rows = rows;
    damages = new ArrayList<>(manifest.damages());
    names = new KnownNames(manifest.catalog(), this::replayDefinition);
  }

  /**
   * Replays the whole log and makes its rows visible. Damage is reported and logged; the rest is
   * replayed.
   *
   * @throws IOException if the log can't be read or forced
   */
  public ReplayReport run(FileSystem files, String directory) throws IOException {
    steps.forceLog(files, directory);
    RecoveredLog log =
        steps.readLog(files, directory, manifest.releasedLsn() + 1, this::replayRecord);
    for (String contradiction : manifest.catalog().contradictions()) {
      LOG.error("the catalog contradicts itself: {}", contradiction);
      damages.add("the catalog contradicts itself: " + contradiction);
    }
    for (LogDamage damage : log.damages()) {
      report(describe(damage));
    }
    long witnessed = manifest.lastWitnessedLsn();
    if (log.lastLsn() < witnessed) {
      report(
          ("the log ends at record %d, but records up to %d were durable once: files of the log are"
                  + " missing or older than the manifest, and rows that were not sealed are lost")
              .formatted(log.lastLsn(), witnessed));
      log = log.continuedAfter(witnessed);
    }
    rows.publish(log.lastLsn());
    manifest.unknown().settle(damages.isEmpty());
    if (unlistedDamages > 0) {
      damages.add("%d more damages of the log are not listed".formatted(unlistedDamages));
    }
    return new ReplayReport(log, damages);
  }

  /** One lost definition can make very many records unusable. */
  private void report(String damage) {
    if (damages.size() >= MOST_LISTED_DAMAGES) {
      unlistedDamages++;
      return;
    }
    LOG.error("the log is damaged: {}", damage);
    damages.add(damage);
  }

  private static String describe(LogDamage damage) {
    return "%s at %d: %s; lost records %d to %d"
        .formatted(
            damage.file(),
            damage.offset(),
            damage.cause(),
            damage.firstLostLsn(),
            damage.lastLostLsn());
  }

  private void replayRecord(long lsn, byte[] buffer, int offset, int length) throws IOException {
    List<RowRun> runs = new ArrayList<>();
    try {
      reader.read(
          buffer,
          offset,
          length,
          this::replayDefinition,
          tableId -> !steps.isSealed(lsn, manifest.sealedLsns().getOrDefault(tableId, 0L)),
          runs::add);
      runs.forEach(names::require); // of all tables first: a record is applied whole or not at all
    } catch (CorruptDataException | IllegalStateException e) {
      report("record " + lsn + " has a valid checksum but can't be applied: " + e.getMessage());
      return;
    }
    runs.forEach(run -> rows.append(run, lsn));
    rows.endRecord(lsn);
  }

  private void replayDefinition(CatalogChange definition) {
    if (manifest.catalog().recover(definition)) {
      definitions.add(definition);
    }
  }
}
