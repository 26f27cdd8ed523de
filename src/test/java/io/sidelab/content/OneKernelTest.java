package io.sidelab.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.content.MachineDefinition.Kind;
import io.sidelab.content.MachineDefinition.NetworkAccess;
import io.sidelab.content.MachineDefinition.Start;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;

/** The first lab, as it stands in this repository. */
class OneKernelTest {
  private final LabCatalog catalog = new LabReader().read(Path.of("labs"));
  private final Lab lab = catalog.find("one-kernel").orElseThrow();

  @Test
  void hasNoProblems() {
    assertThat(catalog.problems()).isEmpty();
  }

  @Test
  void putsAContainerBesideABootingVm() {
    MachineDefinition container = lab.machine("container").orElseThrow();
    MachineDefinition vm = lab.machine("vm").orElseThrow();
    assertThat(lab.machines()).containsExactly(container, vm);
    assertThat(container.kind()).isEqualTo(Kind.CONTAINER);
    assertThat(container.memoryBytes()).isEqualTo(128L << 20);
    assertThat(vm.kind()).isEqualTo(Kind.VM);
    assertThat(vm.memoryBytes()).isEqualTo(256L << 20);
    assertThat(vm.cpus()).isEqualTo(1);
    assertThat(vm.start()).isEqualTo(Start.BOOT);
    assertThat(lab.machines())
        .extracting(MachineDefinition::network)
        .containsOnly(NetworkAccess.ISOLATED);
  }

  @Test
  void hasNineShortStepsWithTasksAndQuestions() {
    assertThat(lab.steps())
        .extracting(Step::title)
        .containsExactly(
            "Two Debians, one question",
            "What the kernel calls itself",
            "A number for one life",
            "Since when, and who was first",
            "The same process, seen from the host",
            "And the virtual machine's processes?",
            "The kernel's diary",
            "Crash a kernel",
            "What a kernel of one's own costs");
    assertThat(lab.steps().stream().filter(step -> step.check().isPresent())).hasSize(7);
    assertThat(lab.steps().stream().mapToInt(step -> step.questions().size()).sum()).isEqualTo(8);
  }

  @Test
  void everyCheckHasASolution() {
    assertThat(lab.steps().stream().flatMap(step -> step.check().stream()))
        .allSatisfy(check -> assertThat(check.solution()).isNotBlank());
  }

  @Test
  void everyRunBlockOfThePageIsTheCommandOfItsIndex() {
    for (Step step : lab.steps()) {
      Elements blocks = Jsoup.parseBodyFragment(step.html()).select(".code-block[data-kind=run]");
      assertThat(blocks).hasSameSizeAs(step.commands());
      for (int i = 0; i < blocks.size(); i++) {
        RunnableBlock command = step.commands().get(i);
        assertThat(blocks.get(i).attr("data-block")).isEqualTo(String.valueOf(i));
        assertThat(blocks.get(i).attr("data-machine")).isEqualTo(command.machine());
        assertThat(blocks.get(i).selectFirst("code").wholeText()).isEqualTo(command.text());
      }
    }
  }

  @Test
  void noPageGivesAwayAnAnswer() {
    for (Step step : lab.steps()) {
      assertThat(step.html()).doesNotContain("[x]").doesNotContain("no()");
      step.check().ifPresent(check -> assertThat(step.html()).doesNotContain(check.script()));
    }
  }

  @Test
  void readsTheSameTwice() {
    assertThat(new LabReader().read(Path.of("labs"))).isEqualTo(catalog);
  }

  @Test
  void itsSecondStepIsTypedAsWritten() {
    assertThat(lab.steps().get(1).commands())
        .isEqualTo(
            List.of(
                new RunnableBlock("container", "uname -r"),
                new RunnableBlock("vm", "uname -r"),
                new RunnableBlock("container", "ls /boot")));
  }
}
