package io.pitwall.storage.manifest;

import io.pitwall.storage.catalog.CatalogChangeCodec;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.format.Frames;
import io.pitwall.storage.format.UnknownFormatException;
import io.pitwall.storage.manifest.ManifestEdit.Defined;
import io.pitwall.storage.manifest.ManifestEdit.EpochRaised;
import io.pitwall.storage.manifest.ManifestEdit.FileIdsReserved;
import io.pitwall.storage.manifest.ManifestEdit.Sealed;
import io.pitwall.storage.manifest.ManifestEdit.SegmentAdded;
import io.pitwall.storage.manifest.ManifestEdit.SegmentDropped;
import io.pitwall.storage.manifest.ManifestEdit.SourceReleased;
import io.pitwall.storage.segment.SegmentInfo;
import java.util.List;

/** Edits as the payload of a manifest record; the package documentation draws them. */
final class ManifestEditCodec {
  private static final int EPOCH_RAISED = 1;
  private static final int FILE_IDS_RESERVED = 2;
  private static final int SEGMENT_ADDED = 9;
  private static final int SEGMENT_DROPPED = 10;
  private static final int SEALED = 11;
  private static final int SOURCE_RELEASED = 12;

  private ManifestEditCodec() {}

  static void write(List<ManifestEdit> edits, ByteSink into) {
    ByteSink body = new ByteSink(1024);
    for (ManifestEdit edit : edits) {
      body.clear();
      int kind = writeBody(edit, body);
      Frames.put(kind, body, into);
    }
  }

  /** Appends the body of an edit and returns its kind. */
  private static int writeBody(ManifestEdit edit, ByteSink into) {
    switch (edit) {
      case Defined e -> {
        return CatalogChangeCodec.writeBody(e.change(), into);
      }
      case EpochRaised e -> {
        into.putVarLong(e.epoch());
        return EPOCH_RAISED;
      }
      case FileIdsReserved e -> {
        into.putVarLong(e.nextFileId());
        return FILE_IDS_RESERVED;
      }
      case SegmentAdded e -> {
        putSegment(e.segment(), into);
        return SEGMENT_ADDED;
      }
      case SegmentDropped e -> {
        into.putVarLong(e.fileId());
        return SEGMENT_DROPPED;
      }
      case Sealed e -> {
        into.putVarInt(e.tableId());
        into.putVarInt(e.source());
        into.putLong(e.position());
        return SEALED;
      }
      case SourceReleased e -> {
        into.putVarInt(e.source());
        into.putLong(e.position());
        return SOURCE_RELEASED;
      }
    }
  }

  private static void putSegment(SegmentInfo segment, ByteSink into) {
    into.putVarLong(segment.fileId());
    into.putVarInt(segment.tableId());
    into.putVarLong(segment.rows());
    into.putLong(segment.minTime());
    into.putLong(segment.maxTime());
    into.putLong(segment.firstLsn());
    into.putLong(segment.lastLsn());
    into.putVarLong(segment.sizeBytes());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param path named in errors
   * @throws io.pitwall.storage.format.CorruptDataException if this version can't have written the
   *     payload
   * @throws UnknownFormatException if it contains an edit of unknown kind
   */
  static List<ManifestEdit> read(String path, byte[] payload) throws UnknownFormatException {
    return Frames.readAll(payload, (kind, body) -> readBody(path, kind, body));
  }

  private static ManifestEdit readBody(String path, int kind, ByteSource body)
      throws UnknownFormatException {
    if (CatalogChangeCodec.isKnown(kind)) {
      return new Defined(CatalogChangeCodec.readBody(path, kind, body));
    }
    return switch (kind) {
      case EPOCH_RAISED -> new EpochRaised(body.readVarLong());
      case FILE_IDS_RESERVED -> new FileIdsReserved(body.readVarLong());
      case SEGMENT_ADDED -> new SegmentAdded(getSegment(body));
      case SEGMENT_DROPPED -> new SegmentDropped(body.readVarLong());
      case SEALED -> new Sealed(body.readVarInt(), body.readVarInt(), body.readLong());
      case SOURCE_RELEASED -> new SourceReleased(body.readVarInt(), body.readLong());
      default -> throw new UnknownFormatException(path, "a change of kind " + kind);
    };
  }

  private static SegmentInfo getSegment(ByteSource body) {
    return new SegmentInfo(
        body.readVarLong(),
        body.readVarInt(),
        body.readVarLong(),
        body.readLong(),
        body.readLong(),
        body.readLong(),
        body.readLong(),
        body.readVarLong());
  }
}
