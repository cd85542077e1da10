package io.pitwall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Rules for every package. */
class PackagesTest {
  @Test
  void everyPackageIsNullMarkedInItsOwnDocumentation() {
    TreeSet<String> unmarked = new TreeSet<>();
    for (JavaClass type : ModuleBordersTest.PITWALL) {
      JavaPackage javaPackage = type.getPackage();
      if (!javaPackage.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(javaPackage.getName());
      }
    }
    assertThat(unmarked).as("packages without a @NullMarked package-info.java").isEmpty();
  }
}
