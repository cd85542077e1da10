package io.pitwall.benchmarks.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folders that a campaign makes and deletes. */
final class CampaignFiles {
  private CampaignFiles() {}

  /** A new folder in {@code parent}, or where the system keeps temporary files if it is null. */
  static Path create(@Nullable Path parent, String prefix) throws IOException {
    return parent == null
        ? Files.createTempDirectory(prefix)
        : Files.createTempDirectory(parent, prefix);
  }

  /** Deletes a folder and all that is in it; nothing if it is gone already. */
  static void deleteAll(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(directory)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
