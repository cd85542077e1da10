package io.pitwall.storage.state;

import java.util.Arrays;
import java.util.Map;

/**
 * The states of all tables by id; immutable. A change copies the page of each table that it changes
 * and the list of pages, not the states of the others, so that a write to one of very many tables
 * does not cost work for all (a wide, shallow tree: Bagwell, Ideal Hash Trees, 2001).
 */
final class TableStates {
  private static final int PAGE_LOG2 = 7;
  private static final int PAGE_TABLES = 1 << PAGE_LOG2;
  private static final TableState[] EMPTY_PAGE = new TableState[PAGE_TABLES];

  static {
    Arrays.fill(EMPTY_PAGE, TableState.EMPTY);
  }

  static final TableStates NONE = new TableStates(new TableState[0][]);

  private final TableState[][] pages;

  private TableStates(TableState[][] pages) {
    this.pages = pages;
  }

  /** The state of a table; empty if it was never set. */
  TableState get(int tableId) {
    return page(tableId)[tableId & (PAGE_TABLES - 1)];
  }

  /** The states of a table and its neighbours. */
  TableState[] page(int tableId) {
    int page = tableId >>> PAGE_LOG2;
    return page < pages.length ? pages[page] : EMPTY_PAGE;
  }

  /** These states with others for some tables. */
  TableStates with(Map<Integer, TableState> changes) {
    int count = pages.length;
    for (int tableId : changes.keySet()) {
      count = Math.max(count, (tableId >>> PAGE_LOG2) + 1);
    }
    TableState[][] copy = Arrays.copyOf(pages, count);
    Arrays.fill(copy, pages.length, count, EMPTY_PAGE);
    boolean[] isOwn = new boolean[count];
    changes.forEach((tableId, state) -> {
      int page = tableId >>> PAGE_LOG2;
      if (!isOwn[page]) {
        copy[page] = copy[page].clone();
        isOwn[page] = true;
      }
      copy[page][tableId & (PAGE_TABLES - 1)] = state;
    });
    return new TableStates(copy);
  }

  /** Tables have ids below this. */
  int capacity() {
    return pages.length << PAGE_LOG2;
  }
}
