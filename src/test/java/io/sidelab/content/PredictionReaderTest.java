package io.sidelab.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures that learners guess before they see them. */
class PredictionReaderTest {
  private static final String SOUND =
      """
      ```predict id=memory unit=MiB machine=box timeout=5s
      How much does `free` show?

      $ read -r name kib rest < /proc/meminfo
      $ echo $((kib / 1024))

      All of the *host's*.
      ```
      """;

  @TempDir Path labs;

  @Test
  void standWhereTheirAuthorPutThemAndLeaveTheScriptBehind() throws IOException {
    Step step = read("Before.\n\n" + SOUND + "\nAfter.\n").labs().get(0).steps().get(0);

    assertThat(step.predictions())
        .containsExactly(
            new Prediction(
                "memory",
                "How much does <code>free</code> show?",
                "MiB",
                new Fact(
                    "memory",
                    Fact.Source.SCRIPT,
                    "box",
                    "read -r name kib rest < /proc/meminfo\necho $((kib / 1024))",
                    Duration.ofSeconds(5)),
                "All of the <em>host's</em>.",
                new FileLine("lab/steps/01-step.md", 5)));
    assertThat(step.html())
        .containsSubsequence(
            "<p>Before.</p>",
            "<div class=\"prediction\" data-prediction=\"memory\" data-unit=\"MiB\">"
                + "How much does <code>free</code> show?</div>",
            "<p>After.</p>")
        .doesNotContain("meminfo")
        .doesNotContain("host's");
  }

  @Test
  void takeNumbersWhereTheyHaveAUnitAndShortWordsElsewhere() throws IOException {
    Prediction number = prediction(SOUND);
    Prediction words = prediction(SOUND.replace(" unit=MiB", ""));

    assertThat(number.accepts("12") && number.accepts("-0.5") && number.accepts("0,5")).isTrue();
    assertThat(number.accepts("") || number.accepts("12 MiB") || number.accepts("1e9")).isFalse();
    assertThat(words.accepts("the init") && words.accepts("x".repeat(40))).isTrue();
    assertThat(words.accepts(" ") || words.accepts("x".repeat(41)) || words.accepts("a\nb"))
        .isFalse();
  }

  @Test
  void carryNoScriptIntoThePage() throws IOException {
    String html =
        read(SOUND.replace("How much", "[x](javascript:alert(1)) **How**")).problems().toString();

    assertThat(html).contains("leads nowhere");
  }

  @ParameterizedTest
  @CsvSource({
    "id=memory, id=Memory, 3: id must be lower-case letters",
    " id=memory, '', 3: id must be lower-case letters",
    "machine=box, machine=bix, 3: machine=bix names no machine of this lab",
    "machine=box, '', 3: a prediction must say where it is measured",
    "unit=MiB, unit=<b>, 3: unit must be a short word",
    "timeout=5s, timeout=3min, 3: timeout must be more than 0",
    "timeout=5s, colour=red, '3: unknown \"colour\" at this block'",
    "$ , > , 3: a prediction needs the command that measures it",
    "How much does `free` show?, '', 3: a prediction needs its question",
    "All of, $ true;All of, 3: the lines of a prediction that begin with $ stand together",
    "All of, <b>All</b> of, 9: HTML is not understood here",
  })
  void withAFaultAreReportedWithFileAndLine(String part, String instead, String fault)
      throws IOException {
    assertThat(read(SOUND.replace(part, instead.replace(';', '\n'))).problems())
        .extracting(Problem::toString)
        .anyMatch(problem -> problem.startsWith("lab/steps/01-step.md:" + fault));
  }

  @Test
  void shareTheirNamesWithNoOther() throws IOException {
    assertThat(read(SOUND + "\n" + SOUND).problems())
        .singleElement()
        .asString()
        .contains("01-step.md:12: the question id \"memory\" is taken by");
  }

  @Test
  void areTenInAStepAtMost() throws IOException {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 11; i++) {
      many.append(SOUND.replace("id=memory", "id=memory-" + i)).append('\n');
    }
    assertThat(read(many.toString()).problems())
        .singleElement()
        .asString()
        .contains("a step has at most 10 predictions");
  }

  private Prediction prediction(String text) throws IOException {
    return read(text).labs().get(0).steps().get(0).predictions().get(0);
  }

  private LabCatalog read(String text) throws IOException {
    Files.createDirectories(labs.resolve("lab/steps"));
    Files.writeString(
        labs.resolve("lab/lab.yaml"),
        "title: A lab\nsummary: Made by a test.\nminutes: 1\n"
            + "machines:\n  box: {image: \"debian:12\"}\n");
    Files.writeString(labs.resolve("lab/steps/01-step.md"), "# Step\n\n" + text);
    return new LabReader().read(labs);
  }
}
