package io.pitwall.storage.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WakeUpTest {
  private final List<String> woken = new ArrayList<>();
  private final WakeUp wakeUp = new WakeUp();

  /** An activity that only notes that it was woken. */
  private Activity activity(String name) {
    return new Activity() {
      @Override
      public void wake() {
        woken.add(name);
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void aWakeBeforeTheStartReachesTheAgentOnceItIsStarted() {
    wakeUp.wake();
    wakeUp.wake();
    assertThat(woken).isEmpty();
    wakeUp.connect(activity("agent"));
    assertThat(woken).containsExactly("agent");
  }

  @Test
  void everyWakeAfterTheStartReachesTheAgent() {
    wakeUp.connect(activity("agent"));
    assertThat(woken).isEmpty();
    wakeUp.wake();
    wakeUp.wake();
    assertThat(woken).containsExactly("agent", "agent");
  }

  @Test
  void wakesReachTheAgentThatWasStartedLast() {
    wakeUp.connect(activity("first"));
    wakeUp.connect(activity("second"));
    wakeUp.wake();
    assertThat(woken).containsExactly("second");
  }
}
