package io.pitwall.query.exec.aggregate;

/** What is made of a sum. */
public enum SumKind {
  /** Null where nothing was added. */
  SUM,
  /** 0 where nothing was added. */
  SUM_OR_ZERO,
  /** Divided by the count; null where nothing was added. */
  AVERAGE
}
