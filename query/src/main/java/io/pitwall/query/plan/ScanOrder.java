package io.pitwall.query.plan;

/** The order in which a scan reads sources and blocks; rows within a block keep their order. */
public enum ScanOrder {
  ANY,
  NEWEST_FIRST,
  OLDEST_FIRST
}
