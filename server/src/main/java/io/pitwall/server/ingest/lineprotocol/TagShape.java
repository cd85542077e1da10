package io.pitwall.server.ingest.lineprotocol;

import java.util.Set;

/** The names of the tags that a series of a table has; few shapes are shared by many series. */
final class TagShape {
  final int index;
  private final Set<String> names;

  TagShape(int index, Set<String> names) {
    this.index = index;
    this.names = names;
  }

  boolean contains(String name) {
    return names.contains(name);
  }
}
