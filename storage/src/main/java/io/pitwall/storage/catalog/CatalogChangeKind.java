package io.pitwall.storage.catalog;

import org.jspecify.annotations.Nullable;

/**
 * The number that says which {@link CatalogChange} follows; {@link CatalogChangeCodec} draws them.
 */
enum CatalogChangeKind {
  DATABASE_ADDED(3),
  TABLE_ADDED(4),
  COLUMN_ADDED(5),
  COLUMN_CHANGED(6),
  LONGS_BEYOND_EXACT(7),
  SERIES_ADDED(8);

  private static final CatalogChangeKind[] ALL = values();

  private final int code;

  CatalogChangeKind(int code) {
    this.code = code;
  }

  /** As on disk; never used again for another change, nor for one of the manifest alone. */
  int code() {
    return code;
  }

  /**
   * The kind with a code.
   *
   * @return null if no catalog change has it
   */
  static @Nullable CatalogChangeKind ofCode(int code) {
    for (CatalogChangeKind kind : ALL) {
      if (kind.code == code) {
        return kind;
      }
    }
    return null;
  }
}
