package io.pitwall.storage.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableStatesTest {
  private static TableState some() {
    return new TableState(List.of(), List.of(), null);
  }

  @Test
  void aTableWithoutAStateIsEmpty() {
    assertThat(TableStates.NONE.get(0)).isSameAs(TableState.EMPTY);
    assertThat(TableStates.NONE.with(Map.of(300, some())).get(299)).isSameAs(TableState.EMPTY);
    assertThat(TableStates.NONE.get(1_000_000)).isSameAs(TableState.EMPTY);
  }

  @Test
  void aChangeIsSeenInTheNewStatesOnly() {
    Map<Integer, TableState> first = new HashMap<>();
    for (int id = 0; id < 1000; id += 3) {
      first.put(id, some());
    }
    TableStates before = TableStates.NONE.with(first);
    TableState changed = some();
    TableStates after = before.with(Map.of(3, changed, 5000, changed));
    first.forEach((id, state) -> assertThat(before.get(id)).isSameAs(state));
    assertThat(before.get(5000)).isSameAs(TableState.EMPTY);
    assertThat(after.get(3)).isSameAs(changed);
    assertThat(after.get(5000)).isSameAs(changed);
    assertThat(after.get(6)).isSameAs(first.get(6));
    assertThat(TableStates.NONE.get(0)).isSameAs(TableState.EMPTY);
  }

  @Test
  void aChangeOfOneOfVeryManyTablesCopiesFew() {
    Map<Integer, TableState> all = new HashMap<>();
    for (int id = 0; id < 100_000; id++) {
      all.put(id, some());
    }
    TableStates before = TableStates.NONE.with(all);
    TableStates after = before.with(Map.of(77_777, some()));
    Set<Object> pages = Collections.newSetFromMap(new IdentityHashMap<>());
    all.keySet().forEach(id -> pages.add(before.page(id)));
    assertThat(all.keySet().stream().filter(id -> !pages.contains(after.page(id))).count())
        .isBetween(1L, 128L);
  }
}
