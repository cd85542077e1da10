package io.pitwall.storage.kernel;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the {@link Kernels} of this process, once, at first use, and says in the log why.
 *
 * <p>The system property {@value #PROPERTY} set to {@code scalar} or {@code vector} overrides the
 * choice; {@code vector} without the Vector API, or any other value, is an error.
 */
public final class KernelProvider {
  /** The system property that overrides the choice. */
  public static final String PROPERTY = "pitwall.kernels";

  private static final String MODULE = "jdk.incubator.vector";
  private static final String FLAG = "--add-modules " + MODULE;

  /** The feature versions on which the vector kernels were tested. */
  private static final int FIRST_TESTED_VERSION = 25;

  private static final int LAST_TESTED_VERSION = 25;

  private static final int SMALLEST_VECTOR_BITS = 128;

  private KernelProvider() {}

  /** The kernels of this process. */
  public static Kernels kernels() {
    return Holder.KERNELS;
  }

  /**
   * A class of its own is initialised at first use and under the JVM's lock: the choice is made
   * once.
   */
  private static final class Holder {
    static final Kernels KERNELS = choose(System.getProperty(PROPERTY));
  }

  static Kernels choose(@Nullable String wanted) {
    Logger log = LoggerFactory.getLogger(KernelProvider.class);
    if (wanted != null && !wanted.isEmpty()) {
      return byName(wanted, log);
    }
    String obstacle = obstacle();
    if (obstacle != null) {
      log.warn("Scalar kernels: {}", obstacle);
      return new ScalarKernels();
    }
    Kernels kernels = Vectors.create();
    log.info("Vector kernels of {} bits", Vectors.bits());
    return kernels;
  }

  private static Kernels byName(String wanted, Logger log) {
    return switch (wanted.toLowerCase(Locale.ROOT)) {
      case "scalar" -> {
        log.info("Scalar kernels, because -D{}=scalar", PROPERTY);
        yield new ScalarKernels();
      }
      case "vector" -> {
        if (!vectorModulePresent()) {
          throw new IllegalStateException(
              "-D" + PROPERTY + "=vector needs the Java option " + FLAG);
        }
        log.info("Vector kernels of {} bits, because -D{}=vector", Vectors.bits(), PROPERTY);
        yield Vectors.create();
      }
      default ->
          throw new IllegalArgumentException(
              "-D" + PROPERTY + "=" + wanted + ": expected scalar or vector");
    };
  }

  /** Why the vector kernels can't be used here, or null. */
  private static @Nullable String obstacle() {
    // 1. Without the module the classes of the Vector API can't be loaded.
    if (!vectorModulePresent()) {
      return "the Java option " + FLAG + " is missing; with it encoding and queries are faster";
    }
    // 2. Elsewhere than in HotSpot's C2 each vector is an object: far slower than plain loops.
    String vm = Objects.requireNonNullElse(System.getProperty("java.vm.name"), "");
    String mode = Objects.requireNonNullElse(System.getProperty("java.vm.info"), "");
    if (!vm.contains("Server VM") || !mode.contains("mixed mode")) {
      return "the JVM ("
          + vm
          + ", "
          + mode
          + ") has no optimising compiler for vectors; use HotSpot with C2";
    }
    // 3. The API is incubating: another version may differ.
    int version = Runtime.version().feature();
    if (version < FIRST_TESTED_VERSION || version > LAST_TESTED_VERSION) {
      return "vector kernels are not tested on Java "
          + version
          + "; -D"
          + PROPERTY
          + "=vector tries them";
    }
    // 4. A vector of one long has nothing to offer.
    if (Vectors.bits() < SMALLEST_VECTOR_BITS) {
      return "this processor's vectors have only " + Vectors.bits() + " bits";
    }
    return null;
  }

  private static boolean vectorModulePresent() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /** Keeps the vector kernels unloaded until the module is known to be there. */
  private static final class Vectors {
    static Kernels create() {
      return new VectorKernels();
    }

    static int bits() {
      return VectorKernels.vectorBits();
    }
  }
}
