package io.pitwall.storage.record;

/**
 * Strings that lie back to back: string i is {@code [ends[i − 1], ends[i])} of {@code bytes}, the
 * first one from 0.
 *
 * @param size how many entries of {@code ends} count
 */
public record StringArena(byte[] bytes, int[] ends, int size) {
  public static final StringArena EMPTY = new StringArena(new byte[0], new int[0], 0);

  public int start(int code) {
    return code == 0 ? 0 : ends[code - 1];
  }

  public int end(int code) {
    return ends[code];
  }
}
