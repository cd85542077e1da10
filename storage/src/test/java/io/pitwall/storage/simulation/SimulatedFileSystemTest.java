package io.pitwall.storage.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.storage.runtime.StoredFile;
import io.pitwall.storage.simulation.SimulatedFileSystem.Operation;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A simulator that forgets too little would find nothing; so it is tested for what it loses. */
class SimulatedFileSystemTest {

  private static final int SECTORS = 3;
  private static final int SIZE = SECTORS * SimulatedInode.SECTOR_BYTES;

  @Test
  void forcedBytesUnderASyncedNameSurviveEveryCrash() throws IOException {
    for (long seed = 0; seed < 200; seed++) {
      SimulatedFileSystem files = new SimulatedFileSystem(new Chance(seed));
      try (StoredFile file = files.create("a")) {
        file.write(0, filled(1), 0, SIZE);
        file.force();
        files.syncDirectory("");
        files.crash();
      }
      files.recoverAfterCrash();
      assertThat(files.content("a")).isEqualTo(filled(1));
    }
  }

  @Test
  void eachUnforcedSectorIsKeptOrLostByItself() throws IOException {
    Set<String> outcomes = new HashSet<>();
    for (long seed = 0; seed < 500; seed++) {
      SimulatedFileSystem files = new SimulatedFileSystem(new Chance(seed));
      files.put("a", filled(1));
      try (StoredFile file = files.open("a")) {
        file.write(0, filled(2), 0, SIZE);
      }
      files.recoverAfterCrash();
      byte[] content = files.content("a");
      StringBuilder outcome = new StringBuilder();
      for (int sector = 0; sector < SECTORS; sector++) {
        outcome.append(content[sector * SimulatedInode.SECTOR_BYTES]);
      }
      outcomes.add(outcome.toString());
    }
    assertThat(outcomes)
        .containsExactlyInAnyOrder("111", "112", "121", "122", "211", "212", "221", "222");
  }

  @Test
  void namesThatWereNotSyncedMayBeLostOrKept() throws IOException {
    Set<String> outcomes = new HashSet<>();
    for (long seed = 0; seed < 500; seed++) {
      SimulatedFileSystem files = new SimulatedFileSystem(new Chance(seed));
      files.put("old", filled(1));
      files.create("new").close();
      files.rename("old", "moved");
      files.recoverAfterCrash();
      outcomes.add(String.join(",", files.paths()));
    }
    assertThat(outcomes).containsExactlyInAnyOrder("old", "new,old", "moved", "moved,new");
  }

  @Test
  void aFileWhoseNameWasNotSyncedIsGoneHoweverOftenItWasForced() throws IOException {
    boolean lost = false;
    for (long seed = 0; seed < 100; seed++) {
      SimulatedFileSystem files = new SimulatedFileSystem(new Chance(seed));
      try (StoredFile file = files.create("a")) {
        file.write(0, filled(1), 0, SIZE);
        file.force();
      }
      files.recoverAfterCrash();
      lost |= files.paths().isEmpty();
    }
    assertThat(lost).isTrue();
  }

  @Test
  void afterAFailedForceASecondOneSucceedsWithoutTheBytesBeingSafe() throws IOException {
    boolean lost = false;
    for (long seed = 0; seed < 50; seed++) {
      SimulatedFileSystem files = new SimulatedFileSystem(new Chance(seed));
      files.put("a", filled(1));
      files.failOn(Operation.FORCE, 1, false, "Input/output error");
      try (StoredFile file = files.open("a")) {
        file.write(0, filled(2), 0, SIZE);
        assertThatThrownBy(file::force).hasMessage("Input/output error");
        file.force();
        assertThat(files.content("a")).isEqualTo(filled(2));
      }
      files.recoverAfterCrash();
      lost |= !Arrays.equals(files.content("a"), filled(2));
    }
    assertThat(lost).isTrue();
  }

  @Test
  void aPlannedCrashStopsTheMachineUntilItIsSwitchedOnAgain() throws IOException {
    SimulatedFileSystem files = new SimulatedFileSystem(new Chance(1));
    StoredFile file = files.create("a");
    files.crashAfter(2);
    file.write(0, filled(1), 0, SIZE);
    assertThatThrownBy(file::force).isInstanceOf(SimulatedCrash.class);
    assertThatThrownBy(() -> files.exists("a")).isInstanceOf(SimulatedCrash.class);
    files.recoverAfterCrash();
    files.exists("a");
    assertThatThrownBy(file::size).isInstanceOf(IOException.class).hasMessageContaining("closed");
  }

  @Test
  void aKilledProcessLosesItsFilesAndLocksButNothingItWrote() throws IOException {
    SimulatedFileSystem files = new SimulatedFileSystem(new Chance(1));
    files.lock("lock");
    StoredFile file = files.create("a");
    file.write(0, filled(1), 0, SIZE);
    assertThatThrownBy(() -> files.lock("lock")).hasMessageContaining("already open");
    files.killProcess();
    files.lock("lock").close();
    assertThat(files.content("a")).isEqualTo(filled(1));
    assertThatThrownBy(file::force).isInstanceOf(IOException.class);
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[SIZE];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
