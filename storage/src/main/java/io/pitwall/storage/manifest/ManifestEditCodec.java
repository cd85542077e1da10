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
import org.jspecify.annotations.Nullable;

/** Edits as the payload of a manifest record; the package documentation draws them. */
final class ManifestEditCodec {
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
        return ManifestEditKind.EPOCH_RAISED.code();
      }
      case FileIdsReserved e -> {
        into.putVarLong(e.nextFileId());
        return ManifestEditKind.FILE_IDS_RESERVED.code();
      }
      case SegmentAdded e -> {
        putSegment(e.segment(), into);
        return ManifestEditKind.SEGMENT_ADDED.code();
      }
      case SegmentDropped e -> {
        into.putVarLong(e.fileId());
        return ManifestEditKind.SEGMENT_DROPPED.code();
      }
      case Sealed e -> {
        into.putVarInt(e.tableId());
        into.putVarInt(e.source());
        into.putLong(e.position());
        return ManifestEditKind.SEALED.code();
      }
      case SourceReleased e -> {
        into.putVarInt(e.source());
        into.putLong(e.position());
        return ManifestEditKind.SOURCE_RELEASED.code();
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
    @Nullable ManifestEditKind known = ManifestEditKind.ofCode(kind);
    if (known == null) {
      throw new UnknownFormatException(path, "a change of kind " + kind);
    }
    return switch (known) {
      case EPOCH_RAISED -> new EpochRaised(body.readVarLong());
      case FILE_IDS_RESERVED -> new FileIdsReserved(body.readVarLong());
      case SEGMENT_ADDED -> new SegmentAdded(getSegment(body));
      case SEGMENT_DROPPED -> new SegmentDropped(body.readVarLong());
      case SEALED -> new Sealed(body.readVarInt(), body.readVarInt(), body.readLong());
      case SOURCE_RELEASED -> new SourceReleased(body.readVarInt(), body.readLong());
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
