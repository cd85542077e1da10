package io.pitwall.benchmarks.campaign.abuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a kind of abuse did and what it was answered. Safe for all threads. */
public final class AbuseTally {
  private static final int KEPT_FAULTS = 20;
  private static final int KEPT_ANSWERS = 50;
  private static final int TEXT_CHARS = 300;

  private final Map<String, Long> answers = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private long acts;
  private long faultCount;

  /** It was done once more. */
  synchronized void acted() {
    acts++;
  }

  /** Counts an answer that is neither right nor wrong. */
  synchronized void answered(String answer) {
    boolean known = answers.containsKey(answer) || answers.size() < KEPT_ANSWERS;
    answers.merge(known ? answer : "others", 1L, Long::sum);
  }

  /** Counts an answer, which is a fault if it is none of those allowed. */
  void expect(String what, AbuseAnswer answer, String... allowed) {
    answered(answer.code());
    if (!List.of(allowed).contains(answer.code())) {
      fault(
          what
              + " was answered with "
              + answer.code()
              + ", not with "
              + String.join(" or ", allowed)
              + ": "
              + answer.text());
    }
  }

  /** The server did something that it must not do. */
  synchronized void fault(String sentence) {
    faultCount++;
    if (faults.size() < KEPT_FAULTS) {
      String line = sentence.replaceAll("\\s+", " ");
      faults.add(line.length() > TEXT_CHARS ? line.substring(0, TEXT_CHARS) + "…" : line);
    }
  }

  /** How often it was done. */
  public synchronized long acts() {
    return acts;
  }

  /** The answers and how often each came. */
  public synchronized Map<String, Long> answers() {
    return new TreeMap<>(answers);
  }

  /** How often the server did what it must not do. */
  public synchronized long faultCount() {
    return faultCount;
  }

  /** The first of these, a sentence each. */
  public synchronized List<String> faults() {
    return List.copyOf(faults);
  }
}
