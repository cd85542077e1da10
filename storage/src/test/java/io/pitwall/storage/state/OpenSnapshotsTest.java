package io.pitwall.storage.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenSnapshotsTest {
  private static final long MAX_BYTES = 100;

  private final OpenSnapshots snapshots = new OpenSnapshots(MAX_BYTES);
  private final List<String> released = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();

  private void replace(String name) {
    replace(name, 0, 0);
  }

  private void replace(String name, long firstEpoch, long bytes) {
    snapshots.replaced(new ReplacedData(firstEpoch, bytes, () -> released.add(name)));
  }

  private OpenSnapshot open(String name) {
    OpenSnapshot snapshot = snapshots.open();
    snapshots.onEviction(snapshot, () -> asked.add(name));
    return snapshot;
  }

  @Test
  void whatNobodyReadsIsReleasedAtOnce() {
    snapshots.close(snapshots.open());
    replace("a");
    assertThat(released).containsExactly("a");
  }

  @Test
  void whatASnapshotSeesWaitsForItAlone() {
    OpenSnapshot first = snapshots.open();
    replace("a");
    OpenSnapshot second = snapshots.open();
    replace("b");
    OpenSnapshot third = snapshots.open();
    assertThat(released).isEmpty();
    snapshots.close(third);
    assertThat(released).isEmpty();
    snapshots.close(first);
    assertThat(released).containsExactly("a");
    snapshots.close(second);
    assertThat(released).containsExactly("a", "b");
  }

  @Test
  void theLastOfSeveralSnapshotsReleases() {
    OpenSnapshot first = snapshots.open();
    OpenSnapshot second = snapshots.open();
    replace("a");
    snapshots.close(second);
    assertThat(released).isEmpty();
    snapshots.close(first);
    assertThat(released).containsExactly("a");
  }

  @Test
  void whatBecameVisibleAfterASnapshotDoesNotWaitForIt() {
    OpenSnapshot old = snapshots.open();
    replace("seen", snapshots.epoch(), 10);
    for (int i = 0; i < 5; i++) {
      replace("later " + i, snapshots.epoch(), 1_000);
    }
    assertThat(released).hasSize(5).doesNotContain("seen");
    assertThat(snapshots.pinnedBytes()).isEqualTo(10);
    snapshots.close(old);
    assertThat(released).hasSize(6);
    assertThat(snapshots.pinnedBytes()).isZero();
  }

  @Test
  void pinnedMemoryUpToTheLimitAsksNobody() {
    open("a");
    replace("rows", 0, MAX_BYTES);
    assertThat(asked).isEmpty();
  }

  @Test
  void pastTheLimitTheOldestAreAskedUntilTheOthersKeepLittleEnough() {
    OpenSnapshot idle = open("sees nothing that was replaced");
    snapshots.close(idle);
    OpenSnapshot first = open("first");
    OpenSnapshot twin = open("twin");
    replace("x", 0, 60);
    long born = snapshots.epoch();
    OpenSnapshot second = open("second");
    replace("y", born, 60);
    assertThat(asked).containsExactly("first", "twin");
    assertThat(snapshots.pinnedBytes()).isEqualTo(120);
    replace("z", born + 1, 60);
    assertThat(asked).hasSize(2);
    snapshots.close(first);
    assertThat(released).containsExactly("z");
    snapshots.close(twin);
    assertThat(released).containsExactly("z", "x");
    snapshots.close(second);
    assertThat(released).containsExactly("z", "x", "y");
  }

  @Test
  void whoSaysLateHowToBeAskedIsAskedAtOnce() {
    OpenSnapshot snapshot = snapshots.open();
    replace("rows", 0, MAX_BYTES + 1);
    snapshots.onEviction(snapshot, () -> asked.add("late"));
    assertThat(asked).containsExactly("late");
    snapshots.close(snapshot);
    assertThat(released).containsExactly("rows");
  }

  /** Against a model that knows for each snapshot what it sees. */
  @Test
  void nothingIsReleasedWhileItIsReadNorKeptWhenItIsNot() {
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    Random random = new Random(seed);
    List<OpenSnapshot> open = new ArrayList<>();
    List<Set<String>> seen = new ArrayList<>();
    List<String> live = new ArrayList<>();
    List<Long> born = new ArrayList<>();
    Set<String> all = new HashSet<>();
    for (int step = 0; step < 2_000; step++) {
      int choice = random.nextInt(4);
      if (choice == 0) {
        live.add("d" + step);
        born.add(snapshots.epoch());
      } else if (choice == 1) {
        open.add(snapshots.open());
        seen.add(Set.copyOf(live));
      } else if (choice == 2 && !live.isEmpty()) {
        int index = random.nextInt(live.size());
        String name = live.remove(index);
        all.add(name);
        replace(name, born.remove(index), random.nextInt(20));
      } else if (choice == 3 && !open.isEmpty()) {
        int index = random.nextInt(open.size());
        seen.remove(index);
        snapshots.close(open.remove(index));
      }
      Set<String> unread = new HashSet<>(all);
      seen.forEach(unread::removeAll);
      assertThat(released).as("seed %d, step %d", seed, step).doesNotHaveDuplicates();
      assertThat(unread).as("seed %d, step %d", seed, step).containsAll(Set.copyOf(released));
      if (open.isEmpty()) {
        assertThat(released).as("seed %d, step %d", seed, step).hasSameSizeAs(all);
      }
    }
  }
}
