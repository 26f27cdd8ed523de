package io.sidelab.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What shells and programs really print. */
class RepeatedErrorsTest {
  private static Map<String, Integer> in(String... lines) {
    return RepeatedErrors.in(
        (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void bashThatDoesNotKnowACommand() {
    String prompt = "\u001b[?2004h\u001b]0;root@box: ~\u0007root@box:~# ";
    assertThat(
            in(
                prompt + "dokcer ps",
                "\u001b[?2004l",
                "bash: dokcer: command not found",
                prompt + "dokcer ps -a",
                "bash: dokcer: command not found",
                prompt + "dokcer images",
                "bash: dokcer: command not found",
                prompt))
        .isEqualTo(Map.of("bash: dokcer: command not found", 3));
  }

  @Test
  void dashAndBusyboxThatCountTheirLines() {
    assertThat(
            in(
                "# foo",
                "sh: 1: foo: not found",
                "# foo",
                "sh: 2: foo: not found",
                "# foo",
                "sh: 3: foo: not found"))
        .isEqualTo(Map.of("sh: 3: foo: not found", 3));
    assertThat(
            in(
                "/ # cat /etc/shadwo",
                "cat: can't open '/etc/shadwo': No such file or directory",
                "/ # cat /etc/shadwo",
                "cat: can't open '/etc/shadwo': No such file or directory",
                "/ # cat /etc/shadwo",
                "cat: can't open '/etc/shadwo': No such file or directory",
                "/ # "))
        .hasSize(1)
        .containsValue(3);
  }

  @Test
  void aptWithoutAPackage() {
    String unable = "E: Unable to locate package ngnix";
    assertThat(
            in(
                "Reading package lists... 0%\rReading package lists... Done",
                unable,
                "Building dependency tree... Done",
                unable,
                "Reading state information... Done",
                unable,
                unable))
        .isEqualTo(Map.of(unable, 4));
  }

  @Test
  void dockerWhosePortIsTakenByContainersOfOtherNames() {
    String text =
        "docker: Error response from daemon: driver failed programming external connectivity on"
            + " endpoint web (%s): Bind for 0.0.0.0:80 failed: port is already allocated.";
    Map<String, Integer> found =
        in(
            text.formatted("a1b2c3d4e5f60718"),
            "$ docker run -p 80:80 nginx",
            text.formatted("00112233445566778899aabbccddeeff"),
            text.formatted("fedcba9876543210"));
    assertThat(found).hasSize(1).containsValue(3);
    assertThat(found.keySet().iterator().next()).hasSizeLessThanOrEqualTo(120).endsWith("…");
  }

  @Test
  void pythonWithItsTraceback() {
    String[] once = {
      ">>> import requests",
      "Traceback (most recent call last):",
      "  File \"<stdin>\", line 1, in <module>",
      "ModuleNotFoundError: No module named 'requests'"
    };
    assertThat(
            in(
                String.join("\r\n", once),
                String.join("\r\n", once).replace("line 1", "line 7"),
                String.join("\r\n", once)))
        .isEqualTo(Map.of("ModuleNotFoundError: No module named 'requests'", 3));
  }

  @Test
  void colouredComplaintsAreOneAndTheSame() {
    assertThat(
            in(
                "\u001b[31mError:\u001b[0m no config",
                "\u001b[1;31mError:\u001b[m no config",
                "Error: no config"))
        .isEqualTo(Map.of("Error: no config", 3));
  }

  @Test
  void twiceIsNotAgainAndAgain() {
    assertThat(in("foo: not found", "foo: not found", "bar: not found")).isEmpty();
  }

  @Test
  void whatIsNoComplaintMayComeAsOftenAsItWants() {
    assertThat(in("y", "y", "y", "y", "64 bytes from 10.0.0.1: seq=1", "drwxr-xr-x 2 root"))
        .isEmpty();
    assertThat(in("", "", "")).isEmpty();
    assertThat(RepeatedErrors.in(new byte[0])).isEmpty();
  }

  @Test
  void whatWasTypedIsNoAnswer() {
    assertThat(
            in(
                "root@box:~# grep error /var/log/messages",
                "root@box:~# grep error /var/log/messages",
                "root@box:~# grep error /var/log/messages",
                "/ # grep failed x",
                "/ # grep failed x",
                "/ # grep failed x",
                "$ grep denied x",
                "$ grep denied x",
                "$ grep denied x"))
        .isEmpty();
  }

  @Test
  void whatIsLongAgoIsForgotten() {
    String again = "sh: foo: not found\n";
    assertThat(
            RepeatedErrors.in(
                (again.repeat(3) + "ok\n".repeat(60)).getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
  }

  @Test
  void atMostTwoAreToldTheMostFrequentFirst() {
    assertThat(
            in(
                "a: not found",
                "a: not found",
                "a: not found",
                "b: denied",
                "b: denied",
                "b: denied",
                "b: denied",
                "c: invalid",
                "c: invalid",
                "c: invalid"))
        .containsExactly(Map.entry("b: denied", 4), Map.entry("a: not found", 3));
  }

  @Test
  void rubbishIsReadWithoutTrouble() {
    byte[] rubbish = new byte[8 * 1024];
    new java.util.Random(1).nextBytes(rubbish);
    assertThat(RepeatedErrors.in(rubbish)).isEmpty();
    assertThat(RepeatedErrors.in("\u001b]".repeat(4000).getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
    assertThat(RepeatedErrors.in("\u001b[".repeat(4000).getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
    assertThat(RepeatedErrors.in("a".repeat(8000).getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void marksThatTurnTheDirectionOfTextAreLeftOut() {
    String line = "error: evil\u202egnp";
    assertThat(in(line, line, line)).containsKey("error: evilgnp");
  }
}
