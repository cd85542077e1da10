package io.pitwall.storage.catalog;

import io.pitwall.storage.catalog.CatalogChange.ColumnAdded;
import io.pitwall.storage.catalog.CatalogChange.ColumnChanged;
import io.pitwall.storage.catalog.CatalogChange.DatabaseAdded;
import io.pitwall.storage.catalog.CatalogChange.LongsBeyondExact;
import io.pitwall.storage.catalog.CatalogChange.SeriesAdded;
import io.pitwall.storage.catalog.CatalogChange.TableAdded;
import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.format.Frames;
import io.pitwall.storage.format.UnknownFormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Catalog changes as bytes, the same in a log record and in the manifest. Kinds without a {@link
 * CatalogChangeKind} belong to the manifest. The bodies:
 *
 * <pre>
 *   kind  body
 *    3 database added      varint database | string name
 *    4 table added         varint table | varint database | string name | partition width, ns 8
 *    5 column added        varint table | varint column | string name | kind 1 | type 1
 *    6 column changed      varint table | varint column | kind 1 | type 1
 *    7 longs beyond exact  varint table | varint column
 *    8 series added        varint table | varint series | varint n, n × (string name, string value)
 *   string  varint bytes | UTF-8
 * </pre>
 */
public final class CatalogChangeCodec {
  private CatalogChangeCodec() {}

  /** Appends the changes as {@link Frames}. */
  public static void write(List<CatalogChange> changes, ByteSink into) {
    ByteSink body = new ByteSink(1024);
    for (CatalogChange change : changes) {
      body.clear();
      int kind = writeBody(change, body);
      Frames.put(kind, body, into);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param path named in errors
   * @throws CorruptDataException if this version can't have written the bytes
   * @throws UnknownFormatException if they contain a change that is not a known catalog change
   */
  public static List<CatalogChange> read(String path, byte[] bytes) throws UnknownFormatException {
    return Frames.readAll(bytes, (kind, body) -> readBody(path, kind, body));
  }

  /** Whether changes of this kind are catalog changes. */
  public static boolean isKnown(int kind) {
    return CatalogChangeKind.ofCode(kind) != null;
  }

  /** Appends the body of a change and returns its kind. */
  public static int writeBody(CatalogChange change, ByteSink into) {
    switch (change) {
      case DatabaseAdded c -> {
        into.putVarInt(c.databaseId());
        putString(c.name(), into);
        return CatalogChangeKind.DATABASE_ADDED.code();
      }
      case TableAdded c -> {
        into.putVarInt(c.tableId());
        into.putVarInt(c.databaseId());
        putString(c.name(), into);
        into.putLong(c.partitionWidthNanos());
        return CatalogChangeKind.TABLE_ADDED.code();
      }
      case ColumnAdded c -> {
        into.putVarInt(c.tableId());
        into.putVarInt(c.columnId());
        putString(c.name(), into);
        into.putByte(c.kind().code());
        into.putByte(c.type().code());
        return CatalogChangeKind.COLUMN_ADDED.code();
      }
      case ColumnChanged c -> {
        into.putVarInt(c.tableId());
        into.putVarInt(c.columnId());
        into.putByte(c.kind().code());
        into.putByte(c.type().code());
        return CatalogChangeKind.COLUMN_CHANGED.code();
      }
      case LongsBeyondExact c -> {
        into.putVarInt(c.tableId());
        into.putVarInt(c.columnId());
        return CatalogChangeKind.LONGS_BEYOND_EXACT.code();
      }
      case SeriesAdded c -> {
        into.putVarInt(c.tableId());
        into.putVarInt(c.seriesId());
        putKey(c.key(), into);
        return CatalogChangeKind.SERIES_ADDED.code();
      }
    }
  }

  private static void putString(String text, ByteSink into) {
    putUtf8(text.getBytes(StandardCharsets.UTF_8), into);
  }

  private static void putUtf8(byte[] utf8, ByteSink into) {
    into.putVarInt(utf8.length);
    into.putBytes(utf8, 0, utf8.length);
  }

  private static void putKey(SeriesKey key, ByteSink into) {
    into.putVarInt(key.size());
    for (int i = 0; i < key.size(); i++) {
      putUtf8(key.tag(i).name(), into);
      putUtf8(key.tag(i).value(), into);
    }
  }

  /**
   * Reads the body of a change.
   *
   * @param path named in errors
   * @throws CorruptDataException if this version can't have written the body
   * @throws UnknownFormatException if the kind, or a kind or type of column, is not known
   */
  public static CatalogChange readBody(String path, int kind, ByteSource body)
      throws UnknownFormatException {
    @Nullable CatalogChangeKind known = CatalogChangeKind.ofCode(kind);
    if (known == null) {
      throw new UnknownFormatException(path, "a change of kind " + kind);
    }
    return switch (known) {
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
      throw new CorruptDataException("a series can't have " + count + " tags");
    }
    List<SeriesKey.Tag> tags = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] name = getUtf8(body);
      tags.add(new SeriesKey.Tag(name, getUtf8(body)));
    }
    try {
      return SeriesKey.of(tags);
    } catch (IllegalArgumentException e) {
      throw new CorruptDataException("a series is not valid: " + e.getMessage());
    }
  }
}
