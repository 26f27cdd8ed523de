package io.sidelab.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, reading it ends with a lab or with problems. */
class DamagedLabTest {
  private static final int ROUNDS = 400;

  @TempDir Path labs;

  @Test
  void damagedFilesGiveALabOrProblemsAndNeverAnException() throws IOException {
    Path sound = Path.of("labs/one-kernel");
    copy(sound);
    List<Path> files;
    try (Stream<Path> tree = Files.walk(sound)) {
      files = tree.filter(Files::isRegularFile).sorted().toList();
    }
    Random random = new Random(4_242);
    for (int i = 0; i < ROUNDS; i++) {
      Path file = files.get(random.nextInt(4) == 0 ? 0 : random.nextInt(files.size()));
      Path copy = labs.resolve("one-kernel").resolve(sound.relativize(file));
      Files.write(copy, damaged(Files.readAllBytes(file), random));
      LabCatalog catalog = new LabReader().read(labs);
      assertThat(catalog.labs().size() + catalog.problems().size()).as("round " + i).isPositive();
      assertThat(catalog.labs().isEmpty()).isEqualTo(!catalog.problems().isEmpty());
      catalog.labs().forEach(lab -> lab.steps().forEach(s -> Harmless.check(s.html(), s.html())));
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void copy(Path sound) throws IOException {
    try (Stream<Path> tree = Files.walk(sound)) {
      for (Path path : tree.toList()) {
        Files.copy(path, labs.resolve("one-kernel").resolve(sound.relativize(path)));
      }
    }
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    StringBuilder text = new StringBuilder(new String(bytes, StandardCharsets.UTF_8));
    String[] pieces = {
      "```",
      "\n",
      ":",
      "- ",
      "{",
      "[",
      "]",
      "'",
      "\"",
      "&a ",
      "*a",
      "!",
      "|",
      "%",
      "\t",
      "> ",
      "<b>",
      "\"\\UFFFFFFFF\"",
      "\u2028",
      "# ",
      "---\n",
      "? ",
      "<<: ",
      "![x](y)",
      "\u0000",
      "\ud83d\ude00"
    };
    for (int i = random.nextInt(5); i >= 0; i--) {
      int at = random.nextInt(text.length());
      if (random.nextBoolean()) {
        text.insert(at, pieces[random.nextInt(pieces.length)]);
      } else {
        text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%YAML 99999999999999.1\n---\na: 1",
        "%YAML 3.0\n---\na: 1",
        "a: \"\\UFFFFFFFF\"",
        "a: \"\\xZZ\"",
        "&a a: *b",
        "<<: [1, 2]",
        "<<: x",
        "? {a: b}\n: c",
        "a: !<tag:x> b",
        "!",
        "a: |9\n x",
        "\ufeffa: 1",
        "a: \ud83d\ude00",
        "%TAG ! x\n---\n!a b: c",
        "...",
        "--- ---",
        "a:\n\t- b"
      })
  void oddYamlIsAProblem(String yaml) {
    ProblemList problems = new ProblemList();
    assertThatNoException()
        .isThrownBy(
            () ->
                YamlReader.read(yaml, new Location(problems, "a.yaml", 0))
                    .ifPresent(Fields::finish));
    assertThat(problems.sorted()).isNotEmpty();
  }
}
