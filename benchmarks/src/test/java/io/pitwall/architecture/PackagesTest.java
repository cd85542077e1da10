package io.pitwall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What every package owes its reader. */
class PackagesTest {
  @Test
  void everyPackageIsNullMarkedInItsOwnDocumentation() {
    TreeSet<String> unmarked = new TreeSet<>();
    for (JavaClass type : ModuleBordersTest.PITWALL) {
      JavaPackage room = type.getPackage();
      if (!room.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(room.getName());
      }
    }
    assertThat(unmarked).as("packages without a @NullMarked package-info.java").isEmpty();
  }
}
