package io.sidelab.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The check scripts of the first lab, run by this machine's own shell, with a folder of the test in
 * place of {@code /root} and a sleeper of its own.
 */
class OneKernelChecksTest {
  private final Lab lab = new LabReader().read(Path.of("labs")).find("one-kernel").orElseThrow();
  private final String seconds = "4242" + ThreadLocalRandom.current().nextInt(1_000, 10_000);

  /** Stand in for what a server would find out; the shell fills them into solutions too. */
  private final Map<String, String> facts =
      Map.of("CONTAINER_BOOT_ID", "0f5d1c62-7be4-4a39-9c1e-5b2a8d3f6e70", "HOST_PIDS", "41337");

  @TempDir Path root;

  private record Outcome(int exitCode, String lastLine) {}

  private Outcome check(int step) throws IOException, InterruptedException {
    return sh(lab.steps().get(step - 1).check().orElseThrow().script());
  }

  private void solve(int step) throws IOException, InterruptedException {
    sh(lab.steps().get(step - 1).check().orElseThrow().solution());
  }

  private Outcome sh(String script) throws IOException, InterruptedException {
    String moved = script.replace("/root/", root + "/").replace("sleep 4242", "sleep " + seconds);
    Path output = Files.createTempFile(root, "output", "");
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", moved)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    shell.environment().putAll(facts);
    Process process = shell.start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    String text = Files.readString(output).strip();
    return new Outcome(process.exitValue(), text.substring(text.lastIndexOf('\n') + 1));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(root.resolve(name), text + "\n");
  }

  @AfterEach
  void wakeTheSleeper() throws IOException, InterruptedException {
    sh("pkill -x -f 'sleep 4242' || true");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6})
  void failWithAHintBeforeAndPassAfterTheSolution(int step)
      throws IOException, InterruptedException {
    Outcome before = check(step);
    assertThat(before.exitCode()).isEqualTo(1);
    assertThat(before.lastLine()).hasSizeGreaterThan(20).doesNotContain("sh:");
    solve(step);
    assertThat(check(step)).isEqualTo(new Outcome(0, ""));
  }

  /** The kernel's log is not for every user here, so its line is written by hand. */
  @Test
  void acceptTheIntroductionOfThisKernelOnly() throws IOException, InterruptedException {
    assertThat(check(7).lastLine()).contains("There is no");
    write("introduction", "[    0.0] Linux version 1.2.3-else (somebody)");
    assertThat(check(7).lastLine()).startsWith("That introduction is of another kernel");
    sh("echo \"[    0.0] Linux version $(uname -r) (somebody)\" > /root/introduction");
    assertThat(check(7).exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "2, kernel, uname -r, holds the command",
    "2, kernel, 9.9.9, but the kernel under this container calls itself",
    "3, container-boot-id, PASTE-IT-HERE, Almost",
    "3, container-boot-id, 0f5d1c62-7be4, is not a boot id",
    "3, container-boot-id, 11111111-7be4-4a39-9c1e-5b2a8d3f6e70, the container's with 0f5d1c62",
    "4, first-process, bash, is number 1 in the container",
    "4, first-process, init, is the file that process 1 was started from",
    "4, first-process, COMMAND, The heading of ps",
    "4, first-process, nobody, is not the process with number 1",
    "7, introduction, hello, does not hold the line",
  })
  void answerWhatTheLearnerDid(int step, String file, String text, String hint)
      throws IOException, InterruptedException {
    write(file, text);
    Outcome outcome = check(step);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.lastLine()).contains(hint);
  }

  @Test
  void refuseTheMachinesOwnBootId() throws IOException, InterruptedException {
    sh("cp /proc/sys/kernel/random/boot_id /root/container-boot-id");
    assertThat(check(3).lastLine()).startsWith("That is the VM's own boot id");
  }

  @Test
  void refuseTheSleepersOwnNumberInside() throws IOException, InterruptedException {
    sh("sleep 4242 > /dev/null 2>&1 &");
    assertThat(check(5).lastLine()).startsWith("It runs, and in here it is number");
    sh("pgrep -x -f 'sleep 4242' > /root/host-pid");
    assertThat(check(5).lastLine()).contains("is its number in here");
    write("host-pid", "NUMBER");
    assertThat(check(5).lastLine()).startsWith("Almost");
    write("host-pid", "12 34 x");
    assertThat(check(5).lastLine()).contains("one process number and nothing else");
    write("host-pid", "1");
    assertThat(check(5).lastLine()).contains("the host's own init");
    write("host-pid", " ");
    assertThat(check(5).lastLine()).contains("one process number and nothing else");
    write("host-pid", "424242");
    assertThat(check(5).lastLine()).contains("The host knows no sleep").contains("424242");
    write("host-pid", "41337");
    assertThat(check(5).exitCode()).isZero();
  }

  @Test
  void acceptTheReleaseOnlyAlone() throws IOException, InterruptedException {
    sh("uname -a > /root/kernel");
    assertThat(check(2).lastLine()).startsWith("The release is in there");
    assertThat(Files.readString(root.resolve("kernel"), StandardCharsets.UTF_8)).isNotBlank();
  }
}
