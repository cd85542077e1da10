package io.pitwall.benchmarks.campaign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Linux and the JDK's tools tell of a Java process. */
final class ProcessView {
  private static final Pattern RESIDENT = Pattern.compile("(?m)^Rss(?:Anon|Shmem):\\s+(\\d+) kB$");
  private static final Pattern JAVA_THREAD = Pattern.compile("(?m)^\"(.+)\" #\\d+ ");
  private static final long TOOL_SECONDS = 60;
  private static final long KIB = 1024;

  /** Threads that come and go: of compilers, attached tools, statements and the server's start. */
  private static final List<String> PASSING =
      List.of(
          "C1 CompilerThread",
          "C2 CompilerThread",
          "Attach Listener",
          "pitwall-query-",
          "pitwall-warm-up");

  /**
   * Descriptors of a process.
   *
   * @param sockets that are open
   * @param others neither sockets nor files below the data directory
   */
  record Descriptors(long sockets, long others) {}

  private final long pid;

  ProcessView(long pid) {
    this.pid = pid;
  }

  /** Whether the system tells such things. */
  static boolean isPossible() {
    return Files.exists(Path.of("/proc/self/status"));
  }

  /** Memory of the process without pages of files, which the system takes back when it wants. */
  long residentBytes() throws IOException {
    Matcher lines = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
    long bytes = 0;
    while (lines.find()) {
      bytes += Long.parseLong(lines.group(1)) * KIB;
    }
    return bytes;
  }

  /** Its descriptors. */
  Descriptors descriptors(Path data) throws IOException {
    String below = data.toRealPath() + "/";
    long sockets = 0;
    long others = 0;
    List<Path> all;
    try (Stream<Path> links = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      all = links.toList();
    }
    for (Path link : all) {
      String target = target(link);
      if (target.startsWith("socket:")) {
        sockets++;
      } else if (!target.isEmpty() && !target.startsWith(below)) {
        others++;
      }
    }
    return new Descriptors(sockets, others);
  }

  /** Where a descriptor leads; empty if it was closed meanwhile. */
  private static String target(Path link) throws IOException {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** The names of its Java threads that should live as long as it does. */
  Set<String> threads() throws IOException, InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(tool.toString(), Long.toString(pid), "Thread.print")
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(TOOL_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("jcmd can't list the threads of process " + pid + ": " + text);
    }
    Set<String> names = new TreeSet<>();
    Matcher lines = JAVA_THREAD.matcher(text);
    while (lines.find()) {
      String name = lines.group(1);
      if (PASSING.stream().noneMatch(name::startsWith)) {
        names.add(name);
      }
    }
    return names;
  }
}
