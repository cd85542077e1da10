package io.pitwall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoppedWorkTest {
  private final List<Integer> halts = new ArrayList<>();
  private final StoppedWork stopped = new StoppedWork(halts::add);

  @Test
  void aFaultIsRememberedAndTheProcessLivesOn() {
    assertThat(stopped.description()).isNull();
    stopped.onFault("sealing", new IllegalStateException("planted"));
    assertThat(stopped.description()).contains("'sealing' has stopped", "planted");
    assertThat(halts).isEmpty();
  }

  @Test
  void anErrorOfTheVirtualMachineEndsTheProcess() {
    stopped.onFault("log", new OutOfMemoryError("planted"));
    assertThat(stopped.description()).contains("'log' has stopped");
    assertThat(halts).containsExactly(StoppedWork.EXIT_STATUS);
  }
}
