package io.sidelab.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.vm.Accelerator.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeAnswerTest {
  private static final Accelerator KVM = new Accelerator(Kind.KVM, "in 0.4 s", Optional.of(108));

  @Test
  void readsWhatTheMachineContractSays() {
    assertThat(
            ProbeAnswer.read("{\"accelerator\":\"kvm\",\"group\":108,\"detail\":\"in 0.4 s\"}\n"))
        .contains(KVM);
    assertThat(ProbeAnswer.read("{\"accelerator\":\"tcg\",\"detail\":\"no device\"}"))
        .contains(new Accelerator(Kind.TCG, "no device", Optional.empty()));
    assertThat(ProbeAnswer.read("{\"accelerator\":\"magic\"}")).isEmpty();
    assertThat(ProbeAnswer.read("")).isEmpty();
  }

  @Test
  void recallsOnlyWhatHoldsForTheSameHost() {
    String kept = ProbeAnswer.keep("host boot image", KVM);

    assertThat(ProbeAnswer.recall("host boot image", kept)).contains(KVM);
    assertThat(ProbeAnswer.recall("host other image", kept)).isEmpty();
    assertThat(ProbeAnswer.recall("host boot image", "")).isEmpty();
  }
}
