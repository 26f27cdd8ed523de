package io.sidelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as a shell sees it: what it prints, where, and its exit code. */
class CommandsTest {
  private static final Path FAULTY = Path.of("src/test/resources/content/faulty-labs");

  @TempDir Path folder;

  private record Outcome(int code, String out, String err) {}

  @Test
  void checkFindsNothingWrongWithTheLabsOfThisRepository() {
    assertThat(run("check", "labs")).isEqualTo(new Outcome(0, "No problems found.\n", ""));
    assertThat(run("check")).as("labs is the default").isEqualTo(run("check", "labs"));
  }

  @Test
  void checkNamesEveryFaultAsTheAuthorOpensTheFileAndFails() throws IOException {
    List<String> faults = Files.readAllLines(Path.of("src/test/resources/content/faulty-labs.txt"));

    Outcome outcome = run("check", FAULTY.toString());

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out().lines())
        .containsAll(faults.stream().map(fault -> FAULTY + "/" + fault).toList())
        .last()
        .asString()
        .matches("\\d+ problems in \\d+ files");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void checkFailsForAFolderThatIsNotThere() {
    Outcome outcome = run("check", folder.resolve("nowhere").toString());

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).contains("nowhere").contains("cannot be read");
  }

  @Test
  void helpOfCheckTellsHowToHaveTheLabsPlayed() {
    assertThat(run("check", "--help").out()).contains("--run", "--lab", "real machines");
  }

  @Test
  void faultyLabsAreNamedBeforeTheRobotWouldPlayOne() {
    Outcome outcome = run("check", FAULTY.toString(), "--run", "--lab", "faults");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("/faults/lab.yaml")
        .contains("Not played: faults. " + FAULTY + " has no such lab");
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "--version", "check --version"})
  void versionIsOneLine(String line) {
    Outcome outcome = run(line.split(" "));

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out().strip()).matches("sidelab (\\S+|\\(not packaged\\))");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "help", "--help"})
  void helpListsTheCommands(String line) {
    Outcome outcome = line.isEmpty() ? run() : run(line);

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("serve", "check", "images", "version");
    assertThat(outcome.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"help serve", "serve --help"})
  void helpOfServeListsEverySetting(String line) {
    Outcome outcome = run(line.split(" "));

    assertThat(outcome.code()).isZero();
    assertThat(KnownSettings.ALL)
        .allSatisfy(setting -> assertThat(outcome.out()).contains(setting.optionName()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chekc",
        "--nonsense",
        "check --nonsense",
        "check labs more",
        "check --lab one-kernel",
        "serve --port",
        "images prepar"
      })
  void whatIsNotUnderstoodGetsASentenceAndItsOwnExitCode(String line) {
    Outcome outcome = run(line.split(" "));

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("sidelab: ").contains("See: sidelab help");
    assertThat(outcome.err().lines()).hasSizeLessThan(5);
    assertThat(outcome.err()).doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(outcome.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "images"})
  void invalidSettingsAreANumberedList(String command) {
    Outcome outcome =
        run(
            Map.of("SIDELAB_WORKSPACES_IDLE", "soon", "SIDELAB_NONSENSE", "1"),
            command,
            "--port",
            "99999",
            "--config",
            folder.resolve("none.properties").toString());

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines().skip(1).map(one -> one.strip().substring(0, 2)))
        .containsExactly("1.", "2.", "3.", "4.");
    assertThat(outcome.err())
        .contains("none.properties does not exist", "SIDELAB_NONSENSE", "\"soon\"", "99999");
  }

  @Test
  void imagesAreListedWithWhereTheyComeFrom() throws IOException {
    Path labs = folder.resolve("labs");
    Files.createDirectories(labs.resolve("first/steps"));
    Files.writeString(
        labs.resolve("first/lab.yaml"),
        """
        title: First
        summary: A lab made by a test.
        minutes: 1
        machines:
          box: {image: "nowhere.example/none:1"}
        """);
    Files.writeString(labs.resolve("first/steps/01-step.md"), "# Step\n");

    Outcome own = run("images", "--labs", labs.toString());
    Outcome ours = run("images");

    assertThat(own).isEqualTo(new Outcome(0, "missing  registry   nowhere.example/none:1\n", ""));
    assertThat(ours.code()).isZero();
    assertThat(ours.out().lines())
        .anyMatch(line -> line.matches("(ready  |missing)  recipe     sidelab/vm-debian"))
        .allMatch(line -> line.matches("(ready  |missing)  (recipe  |registry) +\\S+"));
  }

  @Test
  void anEngineThatDoesNotAnswerIsASentence() {
    Outcome outcome = run("images", "--engine-host", "unix://" + folder.resolve("none.sock"));

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("sidelab: ").doesNotContain("\tat ");
  }

  private static Outcome run(String... arguments) {
    String host = System.getenv("DOCKER_HOST");
    return run(host == null ? Map.of() : Map.of("DOCKER_HOST", host), arguments);
  }

  private static Outcome run(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(environment, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new Outcome(code, out.toString(), err.toString());
  }
}
