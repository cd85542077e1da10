package io.pitwall.storage.manifest;

import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.segment.SegmentInfo;

/** One thing that the manifest remembers. Ids are not negative. */
public sealed interface ManifestChange {
  /** The epoch of the log's records from now on. */
  record EpochRaised(long epoch) implements ManifestChange {}

  /** All file ids below this one may have been used. */
  record FileIdsReserved(long nextFileId) implements ManifestChange {}

  /** A database has its id and name. */
  record DatabaseAdded(int databaseId, String name) implements ManifestChange {}

  /** A table has its id and name. */
  record TableAdded(int tableId, int databaseId, String name, long partitionWidthNanos)
      implements ManifestChange {}

  /** A column has its id and name. */
  record ColumnAdded(int tableId, int columnId, String name, ColumnKind kind, ColumnType type)
      implements ManifestChange {}

  /** A column has another kind or type. */
  record ColumnChanged(int tableId, int columnId, ColumnKind kind, ColumnType type)
      implements ManifestChange {}

  /** The column holds a long outside ±2^53, so it can never be widened. */
  record LongsBeyondExact(int tableId, int columnId) implements ManifestChange {}

  /** A series has its id and tags. */
  record SeriesAdded(int tableId, int seriesId, SeriesKey key) implements ManifestChange {}

  /** A segment file is part of its table. */
  record SegmentAdded(SegmentInfo segment) implements ManifestChange {}

  /** A segment file is part of its table no more. */
  record SegmentDropped(long fileId) implements ManifestChange {}

  /**
   * All of the table's rows up to this position of the source are in segments.
   *
   * @param source 0 is the local log, whose positions are LSNs
   */
  record Sealed(int tableId, int source, long position) implements ManifestChange {}

  /**
   * Nothing of the source up to this position is needed any more, by any table.
   *
   * @param source 0 is the local log, whose positions are LSNs
   */
  record SourceReleased(int source, long position) implements ManifestChange {}
}
