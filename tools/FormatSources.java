import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs google-java-format over every Java source below some folders, as the build does: {@code
 * FormatSources check FOLDER...} names the files that are not formatted and exits with 1, {@code
 * FormatSources apply FOLDER...} rewrites them. Build output is left alone.
 */
final class FormatSources {
  private FormatSources() {}

  public static void main(String[] arguments) throws Exception {
    boolean apply = arguments[0].equals("apply");
    List<String> command = new ArrayList<>();
    command.addAll(apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    int options = command.size();
    for (int i = 1; i < arguments.length; i++) {
      addSources(Path.of(arguments[i]), command);
    }
    if (command.size() == options) {
      return;
    }
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter errors = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode = new Main(out, errors, System.in).format(command.toArray(String[]::new));
    if (exitCode != 0 && !apply) {
      errors.println(
          "These sources are not formatted as google-java-format does it. Run: mvn -q -N -Pformat"
              + " validate");
    }
    System.exit(exitCode);
  }

  private static void addSources(Path folder, List<String> sources) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(
              file -> file.toString().endsWith(".java") && !file.toString().contains("/target/"))
          .map(Path::toString)
          .sorted()
          .forEach(sources::add);
    }
  }
}
