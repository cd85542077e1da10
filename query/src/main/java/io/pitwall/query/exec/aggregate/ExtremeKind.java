package io.pitwall.query.exec.aggregate;

/** Which value of a group is kept. */
enum ExtremeKind {
  MIN,
  MAX,
  ANY
}
