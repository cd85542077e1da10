package io.pitwall.storage.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KernelProviderTest {
  @Test
  void eitherTwinCanBeAskedForByName() {
    assertThat(KernelProvider.choose("scalar")).isInstanceOf(ScalarKernels.class);
    assertThat(KernelProvider.choose("vector")).isInstanceOf(VectorKernels.class);
  }

  @Test
  void anotherNameIsAnError() {
    assertThatThrownBy(() -> KernelProvider.choose("gpu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pitwall.kernels=gpu");
  }

  @Test
  void warmingUpStopsWhenTheThreadIsInterruptedAndLeavesItSo() {
    Thread.currentThread().interrupt();
    KernelWarmUp.run(new ScalarKernels());
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void theChoiceOfAProcessIsMadeOnce() {
    assertThat(KernelProvider.kernels()).isSameAs(KernelProvider.kernels());
  }
}
