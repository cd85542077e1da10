package io.pitwall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A name means one class: no two of the project share their simple name, nested ones excepted. */
class ClassNamesTest {
  @Test
  void noTwoClassesShareASimpleName() {
    Map<String, TreeSet<String>> packagesByName = new TreeMap<>();
    for (JavaClass type : ModuleBordersTest.PITWALL) {
      if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
        packagesByName
            .computeIfAbsent(type.getSimpleName(), name -> new TreeSet<>())
            .add(type.getPackageName());
      }
    }
    packagesByName.values().removeIf(packages -> packages.size() == 1);
    assertThat(packagesByName).as("packages of classes with the same name").isEmpty();
  }
}
