package io.pitwall.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Inside a module no packages depend on each other in a circle, and from outside a module only the
 * packages of its API are seen.
 */
class PackageBordersTest {
  /** Opening a store, writing to it, reading it, and the types that these speak. */
  static final Set<String> STORAGE_API =
      Set.of(
          "io.pitwall.storage",
          "io.pitwall.storage.batch",
          "io.pitwall.storage.column",
          "io.pitwall.storage.limit",
          "io.pitwall.storage.options",
          "io.pitwall.storage.read",
          "io.pitwall.storage.runtime",
          "io.pitwall.storage.schema");

  /** Asking the engine, its answers, and what both protocols need to know of texts. */
  static final Set<String> QUERY_API =
      Set.of(
          "io.pitwall.query",
          "io.pitwall.query.result",
          "io.pitwall.query.statement",
          "io.pitwall.query.text");

  @ParameterizedTest
  @ValueSource(strings = {"storage", "query", "client", "server", "benchmarks"})
  void packagesOfAModuleFormNoCycle(String module) {
    slices()
        .assignedFrom(packagesOf("io.pitwall." + module))
        .should()
        .beFreeOfCycles()
        .check(ModuleBordersTest.PITWALL);
  }

  @Test
  void fromOutsideStorageOnlyItsApiIsSeen() {
    onlyTheApiIsSeen("io.pitwall.storage", STORAGE_API).check(ModuleBordersTest.PITWALL);
  }

  @Test
  void fromOutsideQueryOnlyItsApiIsSeen() {
    onlyTheApiIsSeen("io.pitwall.query", QUERY_API).check(ModuleBordersTest.PITWALL);
  }

  private static ArchRule onlyTheApiIsSeen(String module, Set<String> api) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(module + "..")
        .should()
        .dependOnClassesThat(
            describe(
                "are inside " + module + " and not in its API " + api,
                type -> isIn(module, type) && !api.contains(type.getPackageName())));
  }

  private static boolean isIn(String module, JavaClass type) {
    return type.getPackageName().equals(module) || type.getPackageName().startsWith(module + ".");
  }

  /** Each package is a slice of its own, the module's root included. */
  private static SliceAssignment packagesOf(String module) {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return isIn(module, type)
            ? SliceIdentifier.of(type.getPackageName())
            : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "packages of " + module;
      }
    };
  }
}
