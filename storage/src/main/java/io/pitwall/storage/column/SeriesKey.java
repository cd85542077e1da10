package io.pitwall.storage.column;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tags that name a series, sorted by the bytes of their names. Two keys are equal if they have
 * the same tags; an absent tag and an empty one are the same to line protocol, which knows no empty
 * tag, so a value here is never empty.
 */
public final class SeriesKey {
  /** The series of rows that carry no tag. */
  public static final SeriesKey NONE = new SeriesKey(List.of());

  /**
   * One tag.
   *
   * @param name UTF-8, not empty
   * @param value UTF-8, not empty
   */
  public record Tag(byte[] name, byte[] value) {
    public static Tag of(String name, String value) {
      return new Tag(name.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }

    public String nameString() {
      return new String(name, StandardCharsets.UTF_8);
    }

    public String valueString() {
      return new String(value, StandardCharsets.UTF_8);
    }
  }

  private final Tag[] tags;
  private final int hash;

  private SeriesKey(List<Tag> sorted) {
    tags = sorted.toArray(new Tag[0]);
    long h = tags.length;
    for (Tag tag : tags) {
      h = SeededHash.mix(SeededHash.mix(h, tag.name), tag.value);
    }
    hash = Long.hashCode(h);
  }

  /**
   * @param tags in any order
   * @throws IllegalArgumentException if a name occurs twice or a name or value is empty
   */
  public static SeriesKey of(List<Tag> tags) {
    if (tags.isEmpty()) {
      return NONE;
    }
    List<Tag> sorted = new ArrayList<>(tags);
    sorted.sort((a, b) -> Arrays.compareUnsigned(a.name, b.name));
    for (int i = 0; i < sorted.size(); i++) {
      Tag tag = sorted.get(i);
      if (tag.name.length == 0 || tag.value.length == 0) {
        throw new IllegalArgumentException("a tag has an empty name or value");
      }
      if (i > 0 && Arrays.equals(tag.name, sorted.get(i - 1).name)) {
        throw new IllegalArgumentException("the tag " + tag.nameString() + " occurs twice");
      }
    }
    return new SeriesKey(sorted);
  }

  public int size() {
    return tags.length;
  }

  public Tag tag(int index) {
    return tags[index];
  }

  /**
   * Whether the tags at an index of two keys have one name. The series of a table mostly have the
   * same tags, so what is known of a name need not be asked again for the next series.
   */
  public boolean hasNameOf(SeriesKey other, int index) {
    return index < other.tags.length && Arrays.equals(tags[index].name, other.tags[index].name);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof SeriesKey that)
        || hash != that.hash
        || tags.length != that.tags.length) {
      return false;
    }
    for (int i = 0; i < tags.length; i++) {
      if (!Arrays.equals(tags[i].name, that.tags[i].name)
          || !Arrays.equals(tags[i].value, that.tags[i].value)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Tag tag : tags) {
      text.append(text.isEmpty() ? "" : ",")
          .append(tag.nameString())
          .append('=')
          .append(tag.valueString());
    }
    return text.toString();
  }
}
