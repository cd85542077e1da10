package io.pitwall.storage.manifest;

import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.format.UnknownFormatException;
import io.pitwall.storage.manifest.ManifestChange.ColumnAdded;
import io.pitwall.storage.manifest.ManifestChange.ColumnChanged;
import io.pitwall.storage.manifest.ManifestChange.DatabaseAdded;
import io.pitwall.storage.manifest.ManifestChange.EpochRaised;
import io.pitwall.storage.manifest.ManifestChange.FileIdsReserved;
import io.pitwall.storage.manifest.ManifestChange.LongsBeyondExact;
import io.pitwall.storage.manifest.ManifestChange.Sealed;
import io.pitwall.storage.manifest.ManifestChange.SegmentAdded;
import io.pitwall.storage.manifest.ManifestChange.SegmentDropped;
import io.pitwall.storage.manifest.ManifestChange.SeriesAdded;
import io.pitwall.storage.manifest.ManifestChange.SourceReleased;
import io.pitwall.storage.manifest.ManifestChange.TableAdded;
import io.pitwall.storage.segment.SegmentInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Changes as the payload of a record; see the package documentation. */
public final class ChangeCodec {
  private static final int EPOCH_RAISED = 1;
  private static final int FILE_IDS_RESERVED = 2;
  private static final int DATABASE_ADDED = 3;
  private static final int TABLE_ADDED = 4;
  private static final int COLUMN_ADDED = 5;
  private static final int COLUMN_CHANGED = 6;
  private static final int LONGS_BEYOND_EXACT = 7;
  private static final int SERIES_ADDED = 8;
  private static final int SEGMENT_ADDED = 9;
  private static final int SEGMENT_DROPPED = 10;
  private static final int SEALED = 11;
  private static final int SOURCE_RELEASED = 12;

  private ChangeCodec() {}

  public static void write(List<ManifestChange> changes, ByteSink sink) {
    ByteSink body = new ByteSink(1024);
    for (ManifestChange change : changes) {
      body.clear();
      sink.putVarInt(writeBody(change, body));
      sink.putVarInt(body.size());
      sink.putBytes(body.array(), 0, body.size());
    }
  }

  /** Writes the body and returns the kind. */
  private static int writeBody(ManifestChange change, ByteSink sink) {
    switch (change) {
      case EpochRaised c -> {
        sink.putVarLong(c.epoch());
        return EPOCH_RAISED;
      }
      case FileIdsReserved c -> {
        sink.putVarLong(c.nextFileId());
        return FILE_IDS_RESERVED;
      }
      case DatabaseAdded c -> {
        sink.putVarInt(c.databaseId());
        putString(c.name(), sink);
        return DATABASE_ADDED;
      }
      case TableAdded c -> {
        sink.putVarInt(c.tableId());
        sink.putVarInt(c.databaseId());
        putString(c.name(), sink);
        sink.putLong(c.partitionWidthNanos());
        return TABLE_ADDED;
      }
      case ColumnAdded c -> {
        sink.putVarInt(c.tableId());
        sink.putVarInt(c.columnId());
        putString(c.name(), sink);
        sink.putByte(c.kind().code());
        sink.putByte(c.type().code());
        return COLUMN_ADDED;
      }
      case ColumnChanged c -> {
        sink.putVarInt(c.tableId());
        sink.putVarInt(c.columnId());
        sink.putByte(c.kind().code());
        sink.putByte(c.type().code());
        return COLUMN_CHANGED;
      }
      case LongsBeyondExact c -> {
        sink.putVarInt(c.tableId());
        sink.putVarInt(c.columnId());
        return LONGS_BEYOND_EXACT;
      }
      case SeriesAdded c -> {
        sink.putVarInt(c.tableId());
        sink.putVarInt(c.seriesId());
        putKey(c.key(), sink);
        return SERIES_ADDED;
      }
      case SegmentAdded c -> {
        putSegment(c.segment(), sink);
        return SEGMENT_ADDED;
      }
      case SegmentDropped c -> {
        sink.putVarLong(c.fileId());
        return SEGMENT_DROPPED;
      }
      case Sealed c -> {
        sink.putVarInt(c.tableId());
        sink.putVarInt(c.source());
        sink.putLong(c.position());
        return SEALED;
      }
      case SourceReleased c -> {
        sink.putVarInt(c.source());
        sink.putLong(c.position());
        return SOURCE_RELEASED;
      }
    }
  }

  private static void putString(String text, ByteSink sink) {
    putUtf8(text.getBytes(StandardCharsets.UTF_8), sink);
  }

  private static void putUtf8(byte[] utf8, ByteSink sink) {
    sink.putVarInt(utf8.length);
    sink.putBytes(utf8, 0, utf8.length);
  }

  private static void putKey(SeriesKey key, ByteSink sink) {
    sink.putVarInt(key.size());
    for (int i = 0; i < key.size(); i++) {
      putUtf8(key.tag(i).name(), sink);
      putUtf8(key.tag(i).value(), sink);
    }
  }

  private static void putSegment(SegmentInfo segment, ByteSink sink) {
    sink.putVarLong(segment.fileId());
    sink.putVarInt(segment.tableId());
    sink.putVarLong(segment.rows());
    sink.putLong(segment.minTime());
    sink.putLong(segment.maxTime());
    sink.putLong(segment.firstLsn());
    sink.putLong(segment.lastLsn());
    sink.putVarLong(segment.sizeBytes());
  }

  /**
   * @throws CorruptDataException if the payload can't have been written by this version
   * @throws UnknownFormatException if it holds a change of unknown kind
   */
  public static List<ManifestChange> read(String path, byte[] payload)
      throws UnknownFormatException {
    ByteSource source = new ByteSource(payload, 0, payload.length);
    List<ManifestChange> changes = new ArrayList<>();
    while (source.remaining() > 0) {
      int kind = source.readVarInt();
      byte[] bytes = source.readBytes(source.readVarInt());
      ByteSource body = new ByteSource(bytes, 0, bytes.length);
      changes.add(readBody(path, kind, body));
      if (body.remaining() != 0) {
        throw new CorruptDataException("a change of kind " + kind + " is too long");
      }
    }
    return changes;
  }

  private static ManifestChange readBody(String path, int kind, ByteSource body)
      throws UnknownFormatException {
    return switch (kind) {
      case EPOCH_RAISED -> new EpochRaised(body.readVarLong());
      case FILE_IDS_RESERVED -> new FileIdsReserved(body.readVarLong());
      case DATABASE_ADDED -> new DatabaseAdded(body.readVarInt(), getString(body));
      case TABLE_ADDED ->
          new TableAdded(body.readVarInt(), body.readVarInt(), getString(body), body.readLong());
      case COLUMN_ADDED ->
          new ColumnAdded(
              body.readVarInt(),
              body.readVarInt(),
              getString(body),
              getKind(path, body),
              getType(path, body));
      case COLUMN_CHANGED ->
          new ColumnChanged(
              body.readVarInt(), body.readVarInt(), getKind(path, body), getType(path, body));
      case LONGS_BEYOND_EXACT -> new LongsBeyondExact(body.readVarInt(), body.readVarInt());
      case SERIES_ADDED -> new SeriesAdded(body.readVarInt(), body.readVarInt(), getKey(body));
      case SEGMENT_ADDED -> new SegmentAdded(getSegment(body));
      case SEGMENT_DROPPED -> new SegmentDropped(body.readVarLong());
      case SEALED -> new Sealed(body.readVarInt(), body.readVarInt(), body.readLong());
      case SOURCE_RELEASED -> new SourceReleased(body.readVarInt(), body.readLong());
      default -> throw new UnknownFormatException(path, "a change of kind " + kind);
    };
  }

  private static byte[] getUtf8(ByteSource body) {
    return body.readBytes(body.readVarInt());
  }

  private static String getString(ByteSource body) {
    return new String(getUtf8(body), StandardCharsets.UTF_8);
  }

  private static ColumnKind getKind(String path, ByteSource body) throws UnknownFormatException {
    int code = body.readByte();
    try {
      return ColumnKind.ofCode(code);
    } catch (IllegalArgumentException e) {
      throw new UnknownFormatException(path, "a column of kind " + code);
    }
  }

  private static ColumnType getType(String path, ByteSource body) throws UnknownFormatException {
    int code = body.readByte();
    try {
      return ColumnType.ofCode(code);
    } catch (IllegalArgumentException e) {
      throw new UnknownFormatException(path, "a column of type " + code);
    }
  }

  private static SeriesKey getKey(ByteSource body) {
    int count = body.readVarInt();
    if (count < 0 || count > body.remaining()) {
      throw new CorruptDataException(count + " tags in a series");
    }
    List<SeriesKey.Tag> tags = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] name = getUtf8(body);
      tags.add(new SeriesKey.Tag(name, getUtf8(body)));
    }
    try {
      return SeriesKey.of(tags);
    } catch (IllegalArgumentException e) {
      throw new CorruptDataException("a series: " + e.getMessage());
    }
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
