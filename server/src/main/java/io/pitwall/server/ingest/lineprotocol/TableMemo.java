package io.pitwall.server.ingest.lineprotocol;

import io.pitwall.storage.batch.TableBatch;
import io.pitwall.storage.batch.WriteBatch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is remembered of a table, and its batch in this request. */
final class TableMemo {
  /**
   * The most names that are remembered; more columns than a table has, but wrong names come too.
   */
  private static final int MAX_FIELDS = 4096;

  /** The most shapes that are remembered. */
  private static final int MAX_SHAPES = 1024;

  final String name;
  private final Map<String, FieldMemo> fields = new HashMap<>();
  private final Map<String, TagShape> shapes = new HashMap<>();
  private @Nullable TableBatch batch;
  private long requestNumber;
  private int lastRows;

  TableMemo(String name) {
    this.name = name;
  }

  boolean isBoundIn(long currentRequest) {
    return requestNumber == currentRequest;
  }

  /**
   * @throws io.pitwall.storage.batch.LimitException if the request names too many tables
   */
  void bind(long currentRequest, WriteBatch whole, int bodyBytes) {
    batch = whole.table(name, Math.max(1, Math.min(lastRows, bodyBytes / 16)));
    requestNumber = currentRequest;
  }

  /** Lets go of the batch and keeps how large it was. */
  void unbind() {
    lastRows = batch().rows();
    batch = null;
    requestNumber = 0;
  }

  TableBatch batch() {
    TableBatch bound = batch;
    if (bound == null) {
      throw new IllegalStateException("table " + name + " is not bound to a batch");
    }
    return bound;
  }

  @Nullable FieldMemo field(byte[] b, int from, int length) {
    return fields.get(key(b, from, length));
  }

  FieldMemo addField(String fieldName, byte[] b, int from, int length) {
    if (fields.size() >= MAX_FIELDS) {
      fields.clear();
    }
    FieldMemo field = new FieldMemo(this, fieldName, Arrays.copyOfRange(b, from, from + length));
    fields.put(key(b, from, length), field);
    return field;
  }

  private static String key(byte[] b, int from, int length) {
    return new String(b, from, length, StandardCharsets.ISO_8859_1);
  }

  TagShape shape(Set<String> tagNames) {
    String key = key(tagNames);
    TagShape shape = shapes.get(key);
    if (shape == null) {
      shape = new TagShape(shapes.size(), tagNames);
      if (shapes.size() < MAX_SHAPES) {
        shapes.put(key, shape);
      }
    }
    return shape;
  }

  /** A text, and not the set itself: a hash table finds texts that collide by their order. */
  private static String key(Set<String> tagNames) {
    StringBuilder key = new StringBuilder();
    for (String name : new TreeSet<>(tagNames)) {
      key.append(name.length()).append(':').append(name);
    }
    return key.toString();
  }
}
