package io.sidelab.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code labs/README.md} shows to authors works as it stands. */
class AuthorGuideTest {
  @TempDir Path labs;

  @Test
  void theExampleOfALabIsOne() throws IOException {
    String guide = Files.readString(Path.of("labs/README.md"));
    Files.createDirectories(labs.resolve("hello/steps"));
    Files.createDirectories(labs.resolve("hello/files"));
    Files.writeString(labs.resolve("hello/files/greet.sh"), "echo hello\n");
    Files.writeString(labs.resolve("hello/lab.yaml"), block(guide, "```yaml\n", "\n```\n"));
    Files.writeString(
        labs.resolve("hello/steps/01-make-it.md"), block(guide, "`````markdown\n", "\n`````\n"));

    LabCatalog catalog = new LabReader().read(labs);

    assertThat(catalog.problems()).isEmpty();
    Lab lab = catalog.labs().get(0);
    MachineDefinition box = lab.machines().get(0);
    assertThat(box.files()).singleElement().extracting(LabFile::mode).isEqualTo(0755);
    assertThat(box.diskBytes()).isEqualTo(512L << 20);
    Step step = lab.steps().get(0);
    assertThat(step.title()).isEqualTo("Make a file");
    assertThat(step.commands()).containsExactly(new RunnableBlock("box", "touch /root/hello"));
    Check check = step.check().orElseThrow();
    assertThat(check.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(check.hint()).isEqualTo("echo WORD > /root/hello");
    assertThat(check.solutionMachine()).isEqualTo("box");
    assertThat(check.at()).hasToString("hello/steps/01-make-it.md:25");
    assertThat(check.solutionAt()).hasToString("hello/steps/01-make-it.md:34");
    assertThat(step.questions())
        .containsExactly(
            new Question(
                "owner",
                "Who owns the file?",
                List.of("root, who made it", "Whoever reads it first", "The image"),
                Set.of(0),
                "Files belong to the user whose process made them, and your shell runs as root.",
                new FileLine("hello/steps/01-make-it.md", 38)));
    assertThat(step.html())
        .contains("<div class=\"code-block\" data-kind=\"copy\"><pre><code class=\"language-sh\">")
        .contains("<pre><code>-rw-r--r-- 1 root root 5 Jan  1 12:00 /root/hello</code></pre>")
        .contains("<h2 id=\"step-1-your-task\">Your task</h2>")
        .doesNotContain("quiz");
  }

  private static String block(String guide, String start, String end) {
    Matcher matcher =
        Pattern.compile(Pattern.quote(start) + "(.*?)" + Pattern.quote(end), Pattern.DOTALL)
            .matcher(guide);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1) + "\n";
  }
}
