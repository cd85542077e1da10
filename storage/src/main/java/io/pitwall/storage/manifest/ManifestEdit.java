package io.pitwall.storage.manifest;

import io.pitwall.storage.catalog.CatalogChange;
import io.pitwall.storage.segment.SegmentInfo;

/** One entry of the manifest. Ids are not negative. */
public sealed interface ManifestEdit {
  /** A name, an id or a type. */
  record Defined(CatalogChange change) implements ManifestEdit {}

  /** Log records written from now on have this epoch. */
  record EpochRaised(long epoch) implements ManifestEdit {}

  /** All file ids below this one may have been used. */
  record FileIdsReserved(long nextFileId) implements ManifestEdit {}

  /** A segment file belongs to its table from now on. */
  record SegmentAdded(SegmentInfo segment) implements ManifestEdit {}

  /** A segment file no longer belongs to its table. */
  record SegmentDropped(long fileId) implements ManifestEdit {}

  /**
   * All rows of the table up to this position of the source are in segments.
   *
   * @param source {@link #LOCAL_LOG} or the number of another source
   */
  record Sealed(int tableId, int source, long position) implements ManifestEdit {}

  /**
   * No table needs anything of the source up to this position.
   *
   * @param source {@link #LOCAL_LOG} or the number of another source
   */
  record SourceReleased(int source, long position) implements ManifestEdit {}

  /** The source of every table whose positions are log sequence numbers. */
  int LOCAL_LOG = 0;
}
