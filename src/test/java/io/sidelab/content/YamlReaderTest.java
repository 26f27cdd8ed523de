package io.sidelab.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class YamlReaderTest {
  private final ProblemList problems = new ProblemList();

  private Optional<Fields> read(String yaml) {
    return YamlReader.read(yaml, new Location(problems, "a.yaml", 0));
  }

  private void problemIs(String expected) {
    assertThat(problems.sorted()).singleElement().asString().isEqualTo(expected);
  }

  @Test
  void refusesAnAliasBombBeforeItGoesOff() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a" + i + ": &a" + i + " [" + (alias + ", ").repeat(8) + alias + "]\n");
    }
    assertThat(read(bomb.toString())).isEmpty();
    problemIs("a.yaml:2: aliases (*name) are not understood; write the value out");
  }

  @Test
  void refusesNestingThatWouldOverflowTheStack() {
    assertThat(read("a: " + "[".repeat(60_000))).isEmpty();
    problemIs("a.yaml:1: is nested more than 12 levels deep");
  }

  @Test
  void pointsAtTheLineThatIsNotYaml() {
    assertThat(read("a: 1\nb: 'open\n")).isEmpty();
    assertThat(problems.sorted()).singleElement().extracting(Problem::line).isEqualTo(3);
  }

  @Test
  void refusesWhatIsNotAMapping() {
    assertThat(read("- a\n- b\n")).isEmpty();
    assertThat(read("")).isEmpty();
    assertThat(read("just text")).isEmpty();
    assertThat(problems.sorted())
        .hasSize(3)
        .allSatisfy(problem -> assertThat(problem.message()).contains("keys and values"));
  }

  @Test
  void refusesASecondDocument() {
    assertThat(read("a: 1\n---\nb: 2\n")).isEmpty();
    assertThat(problems.count()).isEqualTo(1);
  }

  @Test
  void takesWordsAsTheyAreWritten() {
    Fields fields = read("a: no\nb: 0755\nc: 1.10\nd: ~\n").orElseThrow();
    assertThat(fields.text("a", 9) + fields.text("b", 9) + fields.text("c", 9))
        .isEqualTo("no07551.10");
    assertThat(problems.sorted()).isEmpty();
  }

  @Test
  void makesNothingOfTags() {
    Fields fields = read("a: !!javax.script.ScriptEngineManager [x]\n").orElseThrow();
    assertThat(fields.text("a", 9)).isEmpty();
    problemIs("a.yaml:1: a must be a text");
  }

  @Test
  void boundsTheListOfProblems() {
    Fields fields = read(keys(2_000)).orElseThrow();
    fields.finish();
    assertThat(problems.sorted()).hasSize(501);
    assertThat(problems.sorted().get(500).message()).isEqualTo("and 1500 more problems, not shown");
  }

  private static String keys(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("key").append(i).append(": x\n");
    }
    return text.toString();
  }
}
