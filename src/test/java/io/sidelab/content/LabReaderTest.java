package io.sidelab.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabReaderTest {
  private static final Path RESOURCES = Path.of("src/test/resources/content");

  private static final String MANIFEST =
      """
      title: Bounds
      summary: A lab made by a test.
      minutes: 1
      machines:
        box: {image: "debian:12"}
      """;

  @TempDir Path labs;

  @Test
  void reportsEveryFaultOfEveryLabAtOnceWithItsLine() throws IOException {
    List<String> expected = Files.readAllLines(RESOURCES.resolve("faulty-labs.txt"));
    assertThat(new LabReader().read(RESOURCES.resolve("faulty-labs")).problems())
        .extracting(Problem::toString)
        .containsExactlyElementsOf(expected);
  }

  @Test
  void countsALabOnceHoweverMuchIsWrongWithIt() {
    LabCatalog catalog =
        new LabCatalog(
            List.of(),
            List.of(
                new Problem("one/lab.yaml", 1, "summary is missing"),
                new Problem("one/steps", 0, "must hold steps"),
                new Problem("other/lab.yaml", 2, "unknown key")));

    assertThat(catalog.unreadable()).isEqualTo(2);
  }

  @Test
  void keepsSoundLabsBesideBrokenOnes() {
    assertThat(new LabReader().read(RESOURCES.resolve("faulty-labs")).labs())
        .extracting(Lab::id)
        .containsExactly("sound");
  }

  @Test
  void saysThatTheFolderOfTheLabsIsNotThere() {
    LabCatalog catalog = new LabReader().read(labs.resolve("nowhere"));
    assertThat(catalog.labs()).isEmpty();
    assertThat(catalog.problems()).singleElement().asString().contains("cannot be read");
  }

  @Test
  void sortsByOrderThenTitle() throws IOException {
    lab("a", MANIFEST.replace("Bounds", "Zebra") + "order: 5\n", "# Step\n");
    lab("b", MANIFEST.replace("Bounds", "Apple") + "order: 5\n", "# Step\n");
    lab("c", MANIFEST, "# Step\n");
    lab("d", MANIFEST + "order: 1\n", "# Step\n");
    assertThat(read().labs()).extracting(Lab::id).containsExactly("d", "b", "a", "c");
  }

  @Test
  void followsNoLinkOutOfTheLab() throws IOException {
    Path secret = Files.writeString(labs.resolve("secret.txt"), "secret");
    Path lab = lab("links", MANIFEST.replace("}", ", files: [{from: out, to: /a}]}"), "# Step\n");
    Files.createSymbolicLink(lab.resolve("out"), secret);
    Files.createSymbolicLink(lab.resolve("steps/02-out.md"), secret);
    assertThat(read().problems())
        .extracting(Problem::toString)
        .containsExactly(
            "links/lab.yaml:5: the path \"out\" leaves the folder through a link",
            "links/steps/02-out.md: the path \"steps/02-out.md\" leaves the folder through a link");
  }

  @Test
  void readsNoManifestThroughALinkOutOfTheLab() throws IOException {
    Path secret = Files.writeString(labs.resolve("secret.txt"), "secret");
    Files.createDirectories(labs.resolve("sly/steps"));
    Files.createSymbolicLink(labs.resolve("sly/lab.yaml"), secret);
    assertThat(read().problems())
        .singleElement()
        .asString()
        .contains("leaves the folder through a link")
        .doesNotContain("is not YAML");
  }

  @Test
  void refusesWhatIsTooLargeOrTooMany() throws IOException {
    lab("manifest", MANIFEST + "# " + "x".repeat(70_000), "# Step\n");
    lab("step", MANIFEST, "# Step\n\n" + "x".repeat(70_000));
    lab("title", MANIFEST.replace("Bounds", "x".repeat(81)), "# " + "y".repeat(81));
    lab("machines", MANIFEST + machines(8), "# Step\n");
    lab("block", MANIFEST, "# Step\n\n```sh\n" + "z".repeat(9_000) + "\n```\n");
    lab("commands", MANIFEST, "# Step\n\n" + "```sh run=box\nls\n```\n\n".repeat(101));
    lab("deep", MANIFEST, "# Step\n\n" + ">".repeat(60_000) + " x\n");
    lab("steps", MANIFEST, "# Step\n");
    for (int i = 2; i <= 51; i++) {
      Files.writeString(labs.resolve("steps/steps/%02d-more.md".formatted(i)), "# Step\n");
    }
    assertThat(read().problems())
        .extracting(Problem::toString)
        .containsExactly(
            "block/steps/01-step.md:3: the block is longer than 8 KiB",
            "commands/steps/01-step.md:403: a step has at most 100 blocks to run",
            "deep/steps/01-step.md: is nested more than 30 levels deep, or a paragraph is all * _ [",
            "machines/lab.yaml:4: a lab has at most 8 machines",
            "manifest/lab.yaml: \"lab.yaml\" is larger than 64 KiB",
            "step/steps/01-step.md: \"steps/01-step.md\" is larger than 64 KiB",
            "steps/steps: must hold 1 to 50 steps, such as 01-first.md; it holds 51",
            "title/lab.yaml:1: title has 81 characters; at most 80 fit",
            "title/steps/01-step.md:1: the title must have 1 to 80 characters");
  }

  private static String machines(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("  m").append(i).append(": {image: debian}\n");
    }
    return text.toString();
  }

  private Path lab(String id, String manifest, String step) throws IOException {
    Path lab = labs.resolve(id);
    Files.createDirectories(lab.resolve("steps"));
    Files.writeString(lab.resolve("lab.yaml"), manifest);
    Files.writeString(lab.resolve("steps/01-step.md"), step);
    return lab;
  }

  private LabCatalog read() {
    return new LabReader().read(labs);
  }
}
