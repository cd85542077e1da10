package io.pitwall.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which packages of the server may know which. */
class ServerBordersTest {
  private static final String SERVER = "io.pitwall.server.";

  /**
   * A package, which may have packages below it, and the packages of the server that it may know.
   * Each name is one inside {@code io.pitwall.server}.
   */
  @ParameterizedTest
  @CsvSource({
    "auth,             network",
    "json,             ''",
    "metrics,          ''",
    "network,          ''",
    "query,            auth network",
    "ingest,           metrics",
    "http,             auth network",
    "api,              auth http ingest json metrics network query result",
    "result,           json network",
    "postgres.wire,    network result",
    "postgres.login,   postgres.wire auth network",
    "postgres.session, postgres.wire auth metrics network query result",
    "postgres,         auth metrics network query result",
    "config,           api.query auth http ingest postgres query",
    "warmup,           ingest",
  })
  void aPackageKnowsOnlyThesePackagesOfTheServer(String name, String known) {
    String[] allowed =
        Stream.concat(
                Stream.of(name), Arrays.stream(known.split(" ", -1)).filter(k -> !k.isEmpty()))
            .map(each -> SERVER + each + "..")
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(SERVER + name + "..")
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage(SERVER + ".")).or(resideInAnyPackage(allowed)))
        .check(ModuleBordersTest.PITWALL);
  }

  /** The clock is part of storage's runtime. */
  @ParameterizedTest
  @CsvSource({"http", "network", "postgres", "query", "result"})
  void aPackageKnowsOfStorageOnlyTheRuntimeAndLimits(String name) {
    noClasses()
        .that()
        .resideInAPackage(SERVER + name + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.pitwall.storage..")
                .and(
                    not(
                        resideInAnyPackage(
                            "io.pitwall.storage.runtime", "io.pitwall.storage.limit"))))
        .check(ModuleBordersTest.PITWALL);
  }
}
