package io.pitwall.storage.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenSnapshotsTest {
  private final OpenSnapshots snapshots = new OpenSnapshots();
  private final List<String> released = new ArrayList<>();

  private void replace(String name) {
    snapshots.replaced(() -> released.add(name));
  }

  @Test
  void whatNobodyReadsIsReleasedAtOnce() {
    snapshots.close(snapshots.open());
    replace("a");
    assertThat(released).containsExactly("a");
  }

  @Test
  void whatASnapshotSeesWaitsForItAlone() {
    long first = snapshots.open();
    replace("a");
    long second = snapshots.open();
    replace("b");
    long third = snapshots.open();
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
    long first = snapshots.open();
    long second = snapshots.open();
    replace("a");
    snapshots.close(second);
    assertThat(released).isEmpty();
    snapshots.close(first);
    assertThat(released).containsExactly("a");
  }
}
