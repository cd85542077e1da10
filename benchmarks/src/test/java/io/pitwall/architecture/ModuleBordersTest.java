package io.pitwall.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/**
 * Storage and client know nobody of ours, query knows storage, and only the server's commands know
 * the client.
 */
class ModuleBordersTest {
  private static final String STORAGE = "io.pitwall.storage..";
  private static final String QUERY = "io.pitwall.query..";
  private static final String CLIENT = "io.pitwall.client..";
  private static final String SERVER = "io.pitwall.server..";
  private static final String COMMANDS = "io.pitwall.server.command..";

  /**
   * A benchmark of one package's insides has that package's name, as a test has; it is left out as
   * tests are, and so is what JMH generates.
   */
  private static final ImportOption NO_BENCHMARKS_OF_INSIDES =
      location ->
          !location.contains("/jmh_generated/")
              && (!location.contains("/benchmarks/")
                  || location.contains("/io/pitwall/benchmarks/"));

  static final JavaClasses PITWALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(NO_BENCHMARKS_OF_INSIDES)
          .importPackages("io.pitwall");

  @Test
  void theClassesOfAllModulesAreSeen() {
    assertThat(PITWALL.contain("io.pitwall.storage.Store")).isTrue();
    assertThat(PITWALL.contain("io.pitwall.query.QueryEngine")).isTrue();
    assertThat(PITWALL.contain("io.pitwall.client.race.RaceGenerator")).isTrue();
    assertThat(PITWALL.contain("io.pitwall.server.command.Main")).isTrue();
    assertThat(PITWALL.contain("io.pitwall.benchmarks.campaign.RaceCampaign")).isTrue();
  }

  @Test
  void storageKnowsNobodyOfOurs() {
    check(mayKnowOfOursOnly(STORAGE, STORAGE));
  }

  @Test
  void storageKnowsNoNetworkAndNoSql() {
    check(
        noClasses()
            .that()
            .resideInAPackage(STORAGE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.netty..",
                "java.net..",
                "javax.net..",
                "java.nio.channels.spi..",
                "org.apache.calcite..",
                "java.sql..",
                "javax.sql.."));
  }

  @Test
  void queryKnowsOnlyStorage() {
    check(mayKnowOfOursOnly(QUERY, QUERY, STORAGE));
  }

  @Test
  void queryKnowsNoNetwork() {
    check(
        noClasses()
            .that()
            .resideInAPackage(QUERY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "java.net.http..", "javax.net.."));
  }

  @Test
  void clientKnowsNobodyOfOurs() {
    check(mayKnowOfOursOnly(CLIENT, CLIENT));
  }

  @Test
  void onlyTheCommandsKnowTheClient() {
    check(
        noClasses()
            .that()
            .resideInAPackage(SERVER)
            .and()
            .resideOutsideOfPackage(COMMANDS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CLIENT));
  }

  @Test
  void nothingInTheServerKnowsTheCommands() {
    check(
        noClasses()
            .that()
            .resideInAPackage(SERVER)
            .and()
            .resideOutsideOfPackage(COMMANDS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(COMMANDS));
  }

  @Test
  void theServerIsKnownToNobody() {
    check(
        noClasses()
            .that(
                not(resideInAPackage(SERVER)).and(not(resideInAPackage("io.pitwall.benchmarks.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SERVER));
  }

  private static ArchRule mayKnowOfOursOnly(String packages, String... known) {
    return classes()
        .that()
        .resideInAPackage(packages)
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage("io.pitwall..")).or(resideInAnyPackage(known)));
  }

  /** A package without classes breaks no rule. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(PITWALL);
  }
}
