package io.pitwall.benchmarks.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** What was seen of a process, second by second. Safe for all threads. */
final class AbuseSamples {
  /**
   * One moment.
   *
   * @param residentBytes memory of the process without pages of files
   * @param heapBytes used of the heap, garbage included
   */
  record Sample(long residentBytes, long heapBytes) {}

  private final List<Sample> samples = new ArrayList<>();

  synchronized void add(Sample sample) {
    samples.add(sample);
  }

  synchronized int count() {
    return samples.size();
  }

  /** The most memory that was seen. */
  synchronized long mostResidentBytes() {
    return samples.stream().mapToLong(Sample::residentBytes).max().orElse(0);
  }

  /** How much more memory the last quarter took than the third one, by their medians. */
  synchronized long residentGrowth() {
    return middle(quarter(3)) - middle(quarter(2));
  }

  /**
   * How much more of the heap the last quarter took than the third one. The least of a quarter is
   * what its collections left.
   */
  synchronized long heapGrowth() {
    return least(quarter(3)) - least(quarter(2));
  }

  /** Empty for all quarters as long as one of them would be. */
  private List<Sample> quarter(int number) {
    int size = samples.size() < 4 ? 0 : samples.size();
    return samples.subList(size * number / 4, size * (number + 1) / 4);
  }

  private static long middle(List<Sample> part) {
    List<Long> sorted = part.stream().map(Sample::residentBytes).sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
  }

  private static long least(List<Sample> part) {
    ToLongFunction<Sample> heap = Sample::heapBytes;
    return part.stream().mapToLong(heap).min().orElse(0);
  }
}
