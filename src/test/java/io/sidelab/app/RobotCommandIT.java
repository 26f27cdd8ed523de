package io.sidelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.content.Lab;
import io.sidelab.content.LabReader;
import io.sidelab.engine.Labelled;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import io.sidelab.testing.WrittenLab;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --run}, from its command line to what it leaves on the engine: nothing. */
class RobotCommandIT {
  private static final String SERVER = "io.sidelab.server";

  @TempDir Path folder;

  private TestEngine engine;

  @BeforeEach
  void connect() throws Exception {
    engine = new TestEngine();
  }

  @AfterEach
  void close() throws Exception {
    engine.close();
  }

  @Test
  void everyLabOfThisRepositoryIsPlayedToItsEndAndNoTemplateStays() throws Exception {
    List<Labelled> before = engine.engine().volumes().list(Map.of());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();

    int code =
        Main.run(System.getenv(), new PrintWriter(out), new PrintWriter(err), "check", "--run");

    assertThat(code).as(out + "\n" + err).isZero();
    assertThat(new LabReader().read(Path.of("labs")).labs())
        .isNotEmpty()
        .extracting(Lab::id)
        .allSatisfy(
            id -> assertThat(out.toString()).containsPattern("(?m)^" + id + ": passed +\\d"));
    assertThat(engine.engine().volumes().list(Map.of())).isSubsetOf(before);
  }

  @Test
  void aLabThatIsNotThereIsSaidAndTheOthersArePlayed() throws Exception {
    Path labs = labWithMachine("box", "true");
    StringWriter out = new StringWriter();

    int code =
        Main.run(
            System.getenv(),
            new PrintWriter(out),
            new PrintWriter(out),
            "check",
            labs.toString(),
            "--run",
            "--lab",
            "nowhere",
            "--lab",
            "small");

    assertThat(code).isEqualTo(1);
    assertThat(out.toString())
        .contains("Not played: nowhere. " + labs)
        .contains(labs + "/small/steps/01-step.md:9: the check does not pass");
  }

  @Test
  void aTerminationInTheMiddleLeavesNothingBehind() throws Exception {
    String machine = "box-" + ProcessHandle.current().pid();
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Path output = folder.resolve("output");
    Process robot = start(labWithMachine(machine, "sleep 9999"), temporary, output);
    try {
      Eventually.until(
          "the robot plays; it said:\n" + output,
          Duration.ofSeconds(90),
          () -> !robot.isAlive() || Files.readString(output).contains("step  1"));
      Labelled made =
          engine.engine().machines().list(Map.of("io.sidelab.machine-name", machine)).get(0);
      Map<String, String> server = Map.of(SERVER, made.labels().get(SERVER));

      robot.destroy();

      assertThat(robot.waitFor(90, TimeUnit.SECONDS)).isTrue();
      assertThat(robot.exitValue()).as(Files.readString(output)).isEqualTo(128 + 15);
      assertThat(engine.engine().machines().list(server)).isEmpty();
      assertThat(engine.engine().networks().list(server)).isEmpty();
      assertThat(temporary.toFile().list()).isEmpty();
    } finally {
      robot.destroyForcibly().waitFor();
    }
  }

  private Path labWithMachine(String machine, String solution) throws IOException {
    Path labs = folder.resolve("labs");
    new WrittenLab(labs, "small", machine + ": {image: \"" + engine.busybox() + "\"}")
        .step(
            """
            ```check machine=%s
            false
            ```
            ```hint
            This cannot be done.
            ```
            ```solution
            %s
            ```
            """
                .formatted(machine, solution));
    return labs;
  }

  private static Process start(Path labs, Path temporary, Path output) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dlogback.configurationFile=src/main/resources/logback.xml", // Not the tests' own.
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            "io.sidelab.app.Main",
            "check",
            labs.toString(),
            "--run");
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }
}
