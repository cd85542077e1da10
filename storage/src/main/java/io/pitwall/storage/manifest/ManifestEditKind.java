package io.pitwall.storage.manifest;

import org.jspecify.annotations.Nullable;

/**
 * The number that says which {@link ManifestEdit} follows, apart from catalog changes, which have
 * numbers of their own; the package documentation draws all.
 */
enum ManifestEditKind {
  EPOCH_RAISED(1),
  FILE_IDS_RESERVED(2),
  SEGMENT_ADDED(9),
  SEGMENT_DROPPED(10),
  SEALED(11),
  SOURCE_RELEASED(12);

  private static final ManifestEditKind[] ALL = values();

  private final int code;

  ManifestEditKind(int code) {
    this.code = code;
  }

  /** As on disk; never used again for another edit, nor for a catalog change. */
  int code() {
    return code;
  }

  /**
   * The kind with a code.
   *
   * @return null if no edit but a catalog change can have it
   */
  static @Nullable ManifestEditKind ofCode(int code) {
    for (ManifestEditKind kind : ALL) {
      if (kind.code == code) {
        return kind;
      }
    }
    return null;
  }
}
