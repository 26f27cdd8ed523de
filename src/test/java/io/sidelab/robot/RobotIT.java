package io.sidelab.robot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.content.LabCatalog;
import io.sidelab.content.LabReader;
import io.sidelab.testing.ServerProcess;
import io.sidelab.testing.TestEngine;
import io.sidelab.testing.WrittenLab;
import io.sidelab.workspace.Solutions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Small labs, sound and broken, played on a real server and engine: what their author reads. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RobotIT {
  private static final Patience PATIENCE =
      new Patience(
          Duration.ofMinutes(2),
          Duration.ofMinutes(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(2),
          Duration.ofSeconds(5));

  /** Its check stands in line 3, and what follows it begins in line 11. */
  private static final String TASK =
      """
      ```check machine=box
      [ -e /root/done ] || { echo "There is no /root/done yet; touch makes one."; exit 1; }
      ```

      ```hint
      touch /root/done
      ```

      """;

  @TempDir static Path data;
  @TempDir static Path labs;

  private TestEngine engine;
  private ServerProcess server;
  private Robot robot;

  private record Outcome(boolean well, String story) {}

  @BeforeAll
  void start() throws Exception {
    engine = new TestEngine();
    writeSoundLabs();
    writeBrokenLabs();
    writeLabsThatGrow();
    server = new ServerProcess(data, "--labs", labs.toString(), "--registry", "no");
    URI address = URI.create(server.start());
    robot = new Robot(address, new Solutions(engine.engine().machines()), PATIENCE);
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
    engine.close();
  }

  private String machine(String name) {
    return "%s: {image: \"%s\", memory: 32 MiB, network: none}".formatted(name, engine.busybox());
  }

  private void writeSoundLabs() throws IOException {
    new WrittenLab(labs, "sound", machine("box"), machine("other"))
        .step("Only to read.\n")
        .step(
            """
            ```check machine=box
            [ "$(cat /root/name)" = "$OTHER" ] || { echo "Write the other's name there."; exit 1; }
            ```
            ```fact name=OTHER machine=other
            hostname
            ```
            ```hint
            Look at the other machine's prompt.
            ```
            ```solution
            # A here-document and a loop: not every line is a whole command.
            cat > /root/names <<EOF
            $OTHER
            EOF
            for name in $(cat /root/names); do
              echo $name > /root/name
            done
            ```
            ```quiz id=one
            Which one?
            - [ ] This
            - [x] That
            Because.
            ```
            ```quiz id=all
            Which ones?
            - [x] This
            - [x] That
            Because.
            ```
            """)
        .step("```predict id=name machine=box\nIts name?\n$ hostname\n```\n")
        .step(TASK + "```solution\ntouch /root/done\nexit\n```\n")
        .step(TASK.replace("done", "again") + "```solution\nexit\ntouch /root/again\n```\n")
        .step(TASK.replace("done", "late") + "```solution\n(sleep 2; touch /root/late) &\n```\n")
        .step(
            TASK.replace("done", "noise")
                + "```solution\nwhile echo noise; do sleep 0.1; done &\n"
                + "kill $!; touch /root/noise\n```\n");
    new WrittenLab(
            labs,
            "optional",
            machine("box"),
            "none: {image: \"nowhere.example/none:1\", optional: true}")
        .step(TASK.replace("machine=box", "machine=none") + "```solution\ntrue\n```\n")
        .step(TASK + "```solution\ntouch /root/done\n```\n");
  }

  /** Its box begins with 32 MiB. */
  private String choosy() {
    return "box: {image: \"%s\", memory: 32 MiB, network: none, choices:"
            .formatted(engine.busybox())
        + " {memory: {from: 16 MiB, to: 64 MiB}}}";
  }

  private void writeChoosyLabs() throws IOException {
    String task =
        """
        ```check machine=box
        limit=$(cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes)
        [ "$limit" = 50331648 ] || { echo "The limit is $limit, not 48 MiB."; exit 1; }
        [ -e /root/done ] || { echo "Now touch /root/done in it."; exit 1; }
        ```
        ```hint
        Choose 48 MiB.
        ```
        ```choose machine=box memory=48MiB
        ```
        ```solution
        touch /root/done
        ```
        """;
    new WrittenLab(labs, "choosy", choosy()).step(task);
    new WrittenLab(labs, "greedy", choosy()).step(task.replace("memory=48MiB", "memory=1GiB"));
  }

  private static final String GROW =
      """
      ```predict id=fits unit=containers density=growth
      How many?

      $ containers
      ```
      ```check machine=box
      [ "$GROWN" -ge 2 ] || { echo "Let two of them grow first."; exit 1; }
      ```
      ```fact name=GROWN density=growth
      containers
      ```
      ```hint
      Press Grow.
      ```
      ```solution press=growth
      2
      ```
      """;

  private String machineThatGrows() {
    return machine("box") + "\ndensity: {machine: box, containers: 4}";
  }

  private void writeLabsThatGrow() throws IOException {
    new WrittenLab(labs, "grows", machineThatGrows())
        .step(GROW)
        .step(
            """
            ```check machine=box
            [ "$(cat /root/grown)" = "$GROWN" ] || { echo "Write the number there."; exit 1; }
            ```
            ```fact name=GROWN density=growth
            containers
            ```
            ```hint
            Look at the bill.
            ```
            ```solution
            echo $GROWN > /root/grown
            ```
            """);
    new WrittenLab(labs, "grows-too-far", machineThatGrows())
        .step(GROW.replaceFirst("(?s)```predict.*?```\\n", "").replace("\n2\n", "\n5\n"));
    new WrittenLab(labs, "never-grown", machineThatGrows())
        .step(GROW.replaceFirst("(?s)(```predict.*?```\\n).*", "$1"));
  }

  private void writeBrokenLabs() throws IOException {
    writeChoosyLabs();
    new WrittenLab(labs, "passes-before", machine("box"))
        .step(TASK.replace("-e /root/done", "-e /root") + "```solution\ntrue\n```\n");
    new WrittenLab(labs, "solves-nothing", machine("box"))
        .step(TASK + "```solution\necho I forgot the file\n```\n");
    new WrittenLab(labs, "no-solution", machine("box")).step(TASK);
    new WrittenLab(labs, "never-ends", machine("box"))
        .step(TASK + "```solution\necho first\nsleep 9999\n```\n")
        .step(TASK.replace("done", "next") + "```solution\ntouch /root/next\n```\n");
    new WrittenLab(labs, "mute", machine("box"))
        .step(
            TASK.replace("There is no /root/done yet; touch makes one.", "No.")
                + "```solution\ntouch /root/done\n```\n");
    new WrittenLab(labs, "unmeasured", machine("box"))
        .step("```predict id=x machine=box\nHow much?\n$ echo Not there yet.; exit 1\n```\n");
    new WrittenLab(labs, "no-image", "none: {image: \"nowhere.example/none:1\"}").step("Text.\n");
  }

  @Test
  void aSoundLabIsPlayedToItsEndThoughItsMachineEndsOnTheWay() throws Exception {
    Outcome outcome = play("sound");

    assertThat(outcome.well()).as(outcome.story()).isTrue();
    assertThat(outcome.story())
        .containsPattern("step  1 .* opened")
        .containsPattern("step  2 .* passed")
        .containsPattern("step  3 .* passed")
        .containsPattern("step  4 .* passed")
        .containsPattern("step  5 .* passed")
        .containsPattern("step  6 .* passed")
        .containsPattern("step  7 .* passed")
        .containsPattern("(?m)^sound: passed");
  }

  @Test
  void whatALearnerChoosesOnThePageTheRobotChoosesToo() throws Exception {
    Outcome outcome = play("choosy");

    assertThat(outcome.well()).as(outcome.story()).isTrue();
    assertThat(outcome.story()).containsPattern("step  1 .* passed");
  }

  @Test
  void aChoiceThatTheLabDoesNotOfferIsAFaultWithWhatItDoes() throws Exception {
    assertFault(
        play("greedy"),
        "labs/greedy/steps/01-step.md:11: this cannot be chosen: box can have 16 to 64 MiB");
  }

  @Test
  void aCheckThatPassesBeforeItsSolutionIsAFault() throws Exception {
    assertFault(
        play("passes-before"),
        "labs/passes-before/steps/01-step.md:3: the check passes before its solution is typed");
  }

  @Test
  void aSolutionThatDoesNotSolveIsAFaultWithWhatTheCheckSaidAndTheTerminalShowed()
      throws Exception {
    Outcome outcome = play("solves-nothing");

    assertFault(
        outcome,
        "labs/solves-nothing/steps/01-step.md:11: the check does not pass after this solution");
    assertThat(outcome.story())
        .contains("hint     | There is no /root/done yet; touch makes one.")
        .contains("terminal | I forgot the file");
  }

  @Test
  void aCheckWithoutASolutionIsAFault() throws Exception {
    assertFault(
        play("no-solution"), "labs/no-solution/steps/01-step.md:3: no solution for the robot");
  }

  @Test
  void aLineThatNeverEndsIsAFaultAndTheStepsBehindItArePlayed() throws Exception {
    Outcome outcome = play("never-ends");

    assertFault(
        outcome, "labs/never-ends/steps/01-step.md:13: this line of the solution does not end");
    assertThat(outcome.story())
        .contains("terminal | first")
        .containsPattern("terminal \\| .*sleep 9999")
        .containsPattern("step  2 .* passed");
  }

  @Test
  void aHintThatSaysNothingIsAFault() throws Exception {
    Outcome outcome = play("mute");

    assertFault(outcome, "labs/mute/steps/01-step.md:3: the check's hint is too short to help");
    assertThat(outcome.story()).contains("hint     | No.");
  }

  @Test
  void aPredictionThatCannotBeMeasuredIsAFault() throws Exception {
    assertFault(
        play("unmeasured"),
        "labs/unmeasured/steps/01-step.md:3: this is not measured: Not there yet.");
  }

  @Test
  void buttonsOfThePageArePressedAndGuessesGetTheirFigures() throws Exception {
    Outcome outcome = play("grows");

    assertThat(outcome.well()).as(outcome.story()).isTrue();
  }

  @Test
  void aRunThatIsRefusedIsAFault() throws Exception {
    assertFault(
        play("grows-too-far"),
        "labs/grows-too-far/steps/01-step.md:12: the growth is refused: The number of containers"
            + " must be 1 to 4.");
  }

  @Test
  void aGuessThatNoRunMeasuresIsAFault() throws Exception {
    assertFault(
        play("never-grown"),
        "labs/never-grown/steps/01-step.md:3: no run up to this step's end has measured this");
  }

  @Test
  void aMachineThatCannotBeHadFailsTheLabWithReasonAndRemedy() throws Exception {
    Outcome outcome = play("no-image");

    assertFault(outcome, "labs/no-image/lab.yaml:1: the lab cannot be played to its end: none: ");
    assertThat(outcome.story()).contains("nowhere.example/none:1");
  }

  @Test
  void withoutAnOptionalMachineTheRobotSaysSoAndPlaysTheRest() throws Exception {
    Outcome outcome = play("optional");

    assertThat(outcome.well()).as(outcome.story()).isTrue();
    assertThat(outcome.story())
        .contains("goes on without none: ")
        .containsPattern("step  1 .* NOT PLAYED")
        .containsPattern("step  2 .* passed")
        .containsPattern("(?m)^optional: passed, 1 step not played");
  }

  private static void assertFault(Outcome outcome, String fault) {
    assertThat(outcome.well()).as(outcome.story()).isFalse();
    assertThat(outcome.story()).contains(fault).containsPattern("(?m)^[a-z-]+: FAILED, 1 fault");
  }

  private Outcome play(String id) throws Exception {
    LabCatalog catalog = new LabReader().read(labs);
    assertThat(catalog.problems()).isEmpty();
    StringWriter out = new StringWriter();
    boolean well =
        robot.play(List.of(catalog.find(id).orElseThrow()), "labs/", new PrintWriter(out));
    return new Outcome(well, out.toString());
  }
}
