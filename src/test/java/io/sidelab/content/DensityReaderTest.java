package io.sidelab.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Races and density as an instructor allows them, and steps that make use of them. */
class DensityReaderTest {
  private static final String BLOCK =
      """
      density:
        machine: box
        vm: vm
        containers: 40
        race: 10
        memory: 512 MiB
        disk: 300 MiB
      """;

  private static final String STEP =
      """
      ```predict id=factor unit=times density=growth
      How many times as much memory?

      $ memory-factor

      Because of the kernels.
      ```

      ```check machine=box
      [ "$GROWN" -ge 5 ] || { echo "Let them grow first."; exit 1; }
      ```

      ```fact name=GROWN density=growth
      containers
      ```

      ```hint
      Press Grow.
      ```

      ```solution press=growth
      5
      ```
      """;

  @TempDir Path labs;

  @Test
  void theBudgetIsReadAsItStands() throws IOException {
    assertThat(read(BLOCK, STEP).labs().get(0).density())
        .contains(new DensityDefinition("box", Optional.of("vm"), 40, 10, 512L << 20, 300L << 20));
  }

  @Test
  void whatIsLeftOutHasUsualValues() throws IOException {
    assertThat(read("density: {machine: box}\n", STEP).labs().get(0).density())
        .contains(new DensityDefinition("box", Optional.empty(), 60, 20, 1L << 30, 1L << 30));
  }

  @Test
  void stepsAskForFiguresOfRunsAndSolutionsPressTheButton() throws IOException {
    Step step = read(BLOCK, STEP).labs().get(0).steps().get(0);
    Check check = step.check().orElseThrow();

    assertThat(check.facts())
        .containsExactly(
            new Fact("GROWN", Fact.Source.DENSITY, "", "growth/containers", Duration.ZERO));
    assertThat(check.pressed()).contains(new PressedRun("growth", 5));
    assertThat(check.solution()).isEmpty();
    assertThat(step.predictions())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.figure().source()).isEqualTo(Fact.Source.DENSITY);
              assertThat(one.figure().text()).isEqualTo("growth/memory-factor");
              assertThat(one.explanation()).isEqualTo("Because of the kernels.");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "machine: box, machine: vm, '8: machine must name a container of this lab, not \"vm\"'",
    "machine: box, machine: bix, '8: machine must name a container of this lab, not \"bix\"'",
    "machine: box, colour: red, '7: machine is missing'",
    "vm: vm, vm: box, '9: vm must name a VM of this lab, not \"box\"'",
    "containers: 40, containers: 1, '10: containers must be a whole number from 2 to 1000'",
    "containers: 40, containers: lots, '10: containers must be a whole number from 2 to 1000'",
    "race: 10, race: 51, '11: race must be a whole number from 1 to 50'",
    "memory: 512 MiB, memory: 1 MiB, '12: memory must be from 16 MiB to 64 GiB'",
    "disk: 300 MiB, disk: a lot, '13: disk must be a size'",
    "race: 10, speed: 10, '11: unknown key \"speed\"'",
  })
  void aWrongBudgetIsReportedWithFileAndLine(String part, String instead, String fault)
      throws IOException {
    assertThat(read(BLOCK.replace(part, instead), STEP).problems())
        .extracting(Problem::toString)
        .anyMatch(problem -> problem.startsWith("lab/lab.yaml:" + fault));
  }

  @ParameterizedTest
  @CsvSource({
    "$ memory-factor, $ weight, '3: growth has no figure \"weight\"; it has containers'",
    "unit=times density=growth, density=jump, '3: density must be race or growth'",
    "name=GROWN density=growth, name=GROWN density=race machine=box, 15: unknown \"machine\"",
    "press=growth, press=all, '23: press must be race or growth'",
    "press=growth, press=growth machine=box, '23: unknown \"machine\"'",
    "'5\n```', 'many\n```', '23: a solution that presses holds the number of containers'",
  })
  void aWrongUseIsReportedWithFileAndLine(String part, String instead, String fault)
      throws IOException {
    assertThat(read(BLOCK, STEP.replace(part, instead)).problems())
        .extracting(Problem::toString)
        .anyMatch(problem -> problem.startsWith("lab/steps/01-step.md:" + fault));
  }

  @Test
  void aLabWithoutABudgetCannotAskForRuns() throws IOException {
    assertThat(read("", STEP).problems())
        .extracting(Problem::toString)
        .containsExactly(
            "lab/steps/01-step.md:3: density is used here, but lab.yaml has no density block that"
                + " allows it",
            "lab/steps/01-step.md:11: density is used here, but lab.yaml has no density block that"
                + " allows it");
  }

  private LabCatalog read(String block, String step) throws IOException {
    Files.createDirectories(labs.resolve("lab/steps"));
    Files.writeString(
        labs.resolve("lab/lab.yaml"),
        "title: A lab\nsummary: Made by a test.\nminutes: 1\nmachines:\n"
            + "  box: {image: \"debian:12\"}\n  vm: {kind: vm, image: sidelab/vm-debian}\n"
            + block);
    Files.writeString(labs.resolve("lab/steps/01-step.md"), "# Step\n\n" + step);
    return new LabReader().read(labs);
  }
}
