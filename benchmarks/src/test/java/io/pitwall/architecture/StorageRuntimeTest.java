package io.pitwall.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.Test;

/**
 * The simulator can only lose what it is asked for: inside storage, disk, time, threads and chance
 * are reached through {@code io.pitwall.storage.runtime} alone.
 */
class StorageRuntimeTest {
  private static final Set<String> DISK =
      Set.of(
          Files.class.getName(),
          FileChannel.class.getName(),
          AsynchronousFileChannel.class.getName(),
          FileSystems.class.getName(),
          "java.io.File",
          "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.FileReader",
          "java.io.FileWriter",
          "java.io.RandomAccessFile");

  private static final Set<String> CHANCE =
      Set.of(
          Random.class.getName(),
          ThreadLocalRandom.class.getName(),
          "java.security.SecureRandom",
          "java.util.SplittableRandom");

  private static final Set<String> THREAD_POOLS =
      Set.of(
          Executors.class.getName(),
          ForkJoinPool.class.getName(),
          ThreadPoolExecutor.class.getName(),
          "java.util.concurrent.ScheduledThreadPoolExecutor",
          "java.util.Timer");

  @Test
  void diskIsReachedThroughTheRuntime() {
    storageOutsideItsRuntime()
        .should()
        .dependOnClassesThat(describe("reach the disk", type -> DISK.contains(type.getName())))
        .allowEmptyShould(true)
        .check(ModuleBordersTest.PITWALL);
  }

  @Test
  void chanceIsReachedThroughTheRuntime() {
    storageOutsideItsRuntime()
        .should()
        .dependOnClassesThat(describe("draw chance", type -> CHANCE.contains(type.getName())))
        .orShould()
        .callMethod(Math.class, "random")
        .allowEmptyShould(true)
        .check(ModuleBordersTest.PITWALL);
  }

  @Test
  void timeIsReachedThroughTheRuntime() {
    storageOutsideItsRuntime()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .dependOnClassesThat(
            describe("read the wall clock", type -> type.isEquivalentTo(Clock.class)))
        .allowEmptyShould(true)
        .check(ModuleBordersTest.PITWALL);
  }

  @Test
  void threadsAreStartedByTheRuntime() {
    storageOutsideItsRuntime()
        .should()
        .accessTargetWhere(
            describe("starts or delays a thread", StorageRuntimeTest::startsOrDelaysAThread))
        .orShould()
        .dependOnClassesThat(
            describe("pool threads", type -> THREAD_POOLS.contains(type.getName())))
        .allowEmptyShould(true)
        .check(ModuleBordersTest.PITWALL);
  }

  private static GivenClassesConjunction storageOutsideItsRuntime() {
    return noClasses()
        .that()
        .resideInAPackage("io.pitwall.storage..")
        .and()
        .resideOutsideOfPackage("io.pitwall.storage.runtime..");
  }

  private static boolean startsOrDelaysAThread(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    String name = access.getTarget().getName();
    if (owner.isAssignableTo(Thread.class)) {
      return Set.of("<init>", "start", "startVirtualThread", "ofVirtual", "ofPlatform", "sleep")
          .contains(name);
    }
    return owner.isEquivalentTo(CompletableFuture.class)
        && (name.equals("supplyAsync") || name.equals("runAsync"));
  }
}
