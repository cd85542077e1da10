package io.pitwall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenSnapshotsTest {
  private final OpenSnapshots snapshots = new OpenSnapshots();
  private final List<String> letGo = new ArrayList<>();

  private void replace(String name) {
    snapshots.replaced(() -> letGo.add(name));
  }

  @Test
  void whatNobodyReadsIsLetGoOfAtOnce() {
    snapshots.close(snapshots.open());
    replace("a");
    assertThat(letGo).containsExactly("a");
  }

  @Test
  void whatASnapshotSeesWaitsForItAlone() {
    long first = snapshots.open();
    replace("a");
    long second = snapshots.open();
    replace("b");
    long third = snapshots.open();
    assertThat(letGo).isEmpty();
    snapshots.close(third);
    assertThat(letGo).isEmpty();
    snapshots.close(first);
    assertThat(letGo).containsExactly("a");
    snapshots.close(second);
    assertThat(letGo).containsExactly("a", "b");
  }

  @Test
  void theLastOfSeveralSnapshotsLetsGo() {
    long first = snapshots.open();
    long second = snapshots.open();
    replace("a");
    snapshots.close(second);
    assertThat(letGo).isEmpty();
    snapshots.close(first);
    assertThat(letGo).containsExactly("a");
  }
}
