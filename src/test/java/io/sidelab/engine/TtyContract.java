package io.sidelab.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import io.sidelab.testing.TtyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What every engine does with the TTYs of machines. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
public abstract class TtyContract {
  private static final Duration SOON = Duration.ofSeconds(20);

  private TestEngine test;
  private Machines machines;

  protected abstract TestEngine open() throws Exception;

  /** After the engine is closed, for what its connection went through. */
  protected void closed() throws Exception {}

  @BeforeAll
  void openEngine() throws Exception {
    test = open();
    machines = test.engine().machines();
  }

  @AfterEach
  void leavesNothingBehind() throws Exception {
    test.sweep();
    test.assertNothingLeft();
  }

  @AfterAll
  void closeEngine() throws Exception {
    test.close();
    closed();
  }

  private static void type(Tty tty, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    tty.write(bytes, 0, bytes.length);
  }

  private Tty shell(String machine) throws EngineFailure {
    return machines.open(machine, List.of("sh"), Map.of("PS1", "$ "));
  }

  private String processes(String machine) throws EngineFailure {
    return machines.run(machine, new Command(List.of("ps"), SOON)).output();
  }

  @Test
  void theFirstTtyIsTheOneOfPidOne() throws Exception {
    String machine = machines.create(test.container());
    try (Tty tty = machines.attach(machine, false);
        TtyReader reader = new TtyReader(tty)) {
      machines.start(machine);

      type(tty, "echo pid $$; stty size; exit 5\n");

      reader.until("pid 1\r\n24 80\r\n");
      reader.untilEnd();
      assertThat(tty.exitCode()).isEqualTo(OptionalInt.of(5));
    }
    assertThat(machines.inspect(machine).running()).isFalse();
  }

  @Test
  void theFirstProcessOutlivesItsViewersAndIsReplayed() throws Exception {
    String machine = test.run();
    try (Tty tty = machines.attach(machine, false);
        TtyReader reader = new TtyReader(tty)) {
      type(tty, "echo a$((1+1))b\n");
      reader.until("a2b");
    }

    try (Tty again = machines.attach(machine, true);
        TtyReader reader = new TtyReader(again)) {
      reader.until("a2b");
      type(again, "echo c$((1+2))d\n");
      reader.until("c3d");
    }
    assertThat(machines.inspect(machine).running()).isTrue();
  }

  @Test
  void bytesStayBytes() throws Exception {
    String machine = test.run("sh", "-c", "stty raw -echo; echo ready; exec cat");
    byte[] sent = new byte[1_000_000];
    new Random(1).nextBytes(sent);
    try (Tty tty = machines.attach(machine, true);
        TtyReader reader = new TtyReader(tty)) {
      reader.until("ready\n");
      int before = reader.bytes().length;
      tty.write(sent, 0, sent.length);
      // The engine may hold back a last byte that begins its keys to detach by.
      type(tty, "..");

      reader.untilLength(before + sent.length + 2);
      byte[] received = new byte[sent.length];
      System.arraycopy(reader.bytes(), before, received, 0, sent.length);
      assertThat(received).isEqualTo(sent);
    }
  }

  @Test
  void everyKeyArrivesAtOnceEvenTheEnginesOwn() throws Exception {
    String machine = test.run("sh", "-c", "stty raw -echo; echo ready; exec cat");
    try (Tty first = machines.attach(machine, true);
        TtyReader reader = new TtyReader(first)) {
      reader.until("ready\n");
      type(first, "\020");
      reader.until("\020");
      type(first, "\021\000");
      reader.until("\021\000");
    }
    List<String> cat = List.of("sh", "-c", "stty raw -echo; echo ready; exec cat");
    try (Tty further = machines.open(machine, cat, Map.of());
        TtyReader reader = new TtyReader(further)) {
      reader.until("ready\n");
      type(further, "\020");
      reader.until("\020");
      type(further, "\021\000");
      reader.until("\021\000");
    }
  }

  @Test
  void charactersCutInTwoArriveWhole() throws Exception {
    String machine = test.run("sh", "-c", "stty raw -echo; echo ready; exec cat");
    try (Tty tty = machines.attach(machine, true);
        TtyReader reader = new TtyReader(tty)) {
      reader.until("ready\n");
      for (byte half : "日本€🙂".getBytes(StandardCharsets.UTF_8)) {
        tty.write(new byte[] {half}, 0, 1);
      }
      reader.until("日本€🙂");
    }
  }

  @Test
  void aFurtherTtyHasItsSizeEnvironmentAndExitCode() throws Exception {
    String machine = test.run();
    Map<String, String> environment = Map.of("TERM", "xterm-256color", "PS1", "$ ");
    try (Tty tty = machines.open(machine, List.of("sh"), environment);
        TtyReader reader = new TtyReader(tty)) {
      tty.resize(new TerminalSize(132, 50));
      type(tty, "stty size; echo $TERM; tty\n");
      reader.until("50 132\r\nxterm-256color\r\n/dev/pts/");

      tty.resize(new TerminalSize(77, 11));
      type(tty, "stty size; exit 9\n");
      reader.until("11 77\r\n");
      reader.untilEnd();
      assertThat(tty.exitCode()).isEqualTo(OptionalInt.of(9));
      assertThat(reader.text()).as("the PID is not shown").doesNotContainPattern("^\\d");
    }
  }

  @Test
  void resizingTheFirstTtySignalsItsProgram() throws Exception {
    String script = "trap 'echo size $(stty size)' WINCH; echo ready; while :; do sleep 0.05; done";
    String machine = test.run("sh", "-c", script);
    try (Tty tty = machines.attach(machine, true);
        TtyReader reader = new TtyReader(tty)) {
      reader.until("ready");
      tty.resize(new TerminalSize(101, 31));
      reader.until("size 31 101");
    }
  }

  @Test
  void closingAFurtherTtyEndsEverythingInIt() throws Exception {
    String machine = test.run();
    try (Tty tty = shell(machine);
        TtyReader reader = new TtyReader(tty)) {
      type(tty, "sleep 4321 & (trap '' HUP; sleep 4321) & echo go; sleep 4321\n");
      reader.until("go\r\n");
      Eventually.until("it runs", SOON, () -> processes(machine).split("4321").length >= 4);
    }

    Eventually.passes(
        SOON,
        () ->
            assertThat(processes(machine).lines().filter(line -> !line.endsWith("[sleep]")))
                .as("ps, its head and PID 1, beside zombies that PID 1 has not looked at")
                .hasSize(3));
  }

  @Test
  void hangingUpEndsFurtherShellsAndNothingElse() throws Exception {
    String machine = test.run();
    try (Tty first = machines.attach(machine, false);
        Tty tty = shell(machine);
        Tty other = shell(machine);
        TtyReader reader = new TtyReader(tty);
        TtyReader otherReader = new TtyReader(other)) {
      type(first, "sleep 1111 &\n");
      type(tty, "(trap '' HUP; sleep 4321) & echo go; sleep 4321\n");
      type(other, "echo go\n");
      reader.until("go\r\n");
      otherReader.until("go\r\n");

      machines.hangUp(machine);

      reader.untilEnd();
      otherReader.untilEnd();
      Eventually.passes(SOON, () -> assertThat(processes(machine)).doesNotContain("4321"));
      assertThat(processes(machine)).contains("sleep 1111");
    }
  }

  @Test
  void closingAFurtherTtyWhoseShellEndedIsQuiet() throws Exception {
    String machine = test.run();
    Tty tty = shell(machine);
    try (TtyReader reader = new TtyReader(tty)) {
      type(tty, "exit\n");
      reader.untilEnd();
    }
    tty.close();
    tty.close();
  }

  @Test
  void closingFromAnotherThreadEndsTheReader() throws Exception {
    String machine = test.run();
    Tty tty = machines.attach(machine, false);
    try (TtyReader reader = new TtyReader(tty)) {
      tty.close();
      reader.untilEnd();
      assertThat(reader.failure()).isNull();
    }
    assertThatThrownBy(() -> tty.write(new byte[1], 0, 1)).isInstanceOf(IOException.class);
  }

  @Test
  void notReadingMakesTheProgramStandStill() throws Exception {
    String machine = test.run();
    try (Tty tty = shell(machine)) {
      type(tty, "yes 0123456789\n");

      long[] used = {0};
      Eventually.until(
          "its processor time stands still",
          Duration.ofSeconds(40),
          () -> {
            long before = used[0];
            machines.run(machine, new Command(List.of("sleep", "1"), SOON));
            used[0] = yesTicks(machine);
            return before > 0 && used[0] == before;
          });

      try (TtyReader reader = new TtyReader(tty)) {
        reader.untilLength(20_000_000);
        type(tty, "\003echo x$((2+2))x\n");
        reader.until("x4x");
      }
    }
  }

  private long yesTicks(String machine) throws EngineFailure {
    String script = "cut -d' ' -f14,15 /proc/$(pidof yes)/stat | tr ' ' +";
    String ticks =
        machines.run(machine, new Command(List.of("sh", "-c", script), SOON)).output().strip();
    return ticks.isEmpty()
        ? 0
        : Long.parseLong(ticks.split("\\+")[0]) + Long.parseLong(ticks.split("\\+")[1]);
  }
}
