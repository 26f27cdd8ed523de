package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.content.Check;
import io.sidelab.content.Fact;
import io.sidelab.content.Fact.Source;
import io.sidelab.content.Lab;
import io.sidelab.engine.Command;
import io.sidelab.engine.HostProcess;
import io.sidelab.testing.TestEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that are told what another machine says, or how the host sees it. */
@Timeout(120)
class FactsIT {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String READ = "cat /tmp/told 2>/dev/null || true";

  private static TestEngine engine;
  private static String vm;
  private static String deaf;

  @TempDir Path data;
  private TestServer server;

  @BeforeAll
  static void connect(@TempDir Path folder) throws Exception {
    engine = new TestEngine();
    vm = engine.uniqueName() + "-vm:latest";
    deaf = engine.uniqueName() + "-deaf:latest";
    PretendVm.build(engine.engine(), folder, engine.busybox(), vm);
    PretendVm.buildNeverReady(engine.engine(), folder, engine.busybox(), deaf);
  }

  @AfterAll
  static void disconnect() throws Exception {
    engine.engine().images().remove(vm);
    engine.engine().images().remove(deaf);
    engine.close();
  }

  @BeforeEach
  void serve() {
    server = new TestServer.Setup(engine.engine(), engine.serverId(), data).serve();
  }

  @AfterEach
  void leavesNothing() throws Exception {
    server.close();
    engine.assertNothingLeft();
  }

  @Test
  void comparesTwoMachines() throws Exception {
    String compare =
        "noted=$(cat /tmp/noted); [ \"$noted\" = \"$TOLD\" ] || { echo not $TOLD; exit 1; }";
    WorkspaceView view = ready(lab(engine.busybox(), compare, told("cat /tmp/told", LIMIT)));
    write(view, "other", "/tmp/told", "\n  the truth \n\n");
    write(view, "box", "/tmp/noted", "made up");

    assertThat(check(view).hint()).isEqualTo("not the truth");

    write(view, "box", "/tmp/noted", "the truth");
    assertThat(check(view)).isEqualTo(new CheckOutcome(true, "", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; echo broken; '",
        "\"; echo broken; \"",
        "a\nb\n$(touch /tmp/broken)",
        "`touch /tmp/broken`",
        "$(reboot)",
        "-c x=y",
        "\\\\' \\\" \\n",
        "größer ≠ 小 \u0007\u001b[31m"
      })
  void handsOnWhateverAMachineSaysAsItStands(String hostile) throws Exception {
    String hear = "printf '%s' \"$TOLD\" > /tmp/heard; [ ! -e /tmp/broken ]";
    Lab lab = lab(vm, hear, told("cat /run/vm/told", LIMIT));
    WorkspaceView view = ready(lab);
    server.machineReaches("ada", view.id(), "other", MachineState.READY);
    write(view, "other", "/run/vm/told", hostile);

    assertThat(check(view)).isEqualTo(new CheckOutcome(true, "", ""));
    assertThat(run(view, "box", "cat /tmp/heard")).isEqualTo(hostile.strip());
  }

  @Test
  void takesNoMoreOfAValueThanFitsAndNoZeros() throws Exception {
    Fact filled = told("head -c 500 /dev/zero; yes | tr -d '\\n' | head -c 9999", LIMIT);
    WorkspaceView view = ready(lab(engine.busybox(), "echo ${#TOLD}; false", filled));

    assertThat(check(view).hint()).isEqualTo(String.valueOf(Facts.LENGTH - 500));
  }

  @Test
  void knowsTheHostsNumbersOfAMachinesProcesses() throws Exception {
    Fact pids = new Fact("PIDS", Source.HOST_PROCESSES, "other", "sleep  4242", Duration.ZERO);
    Lab lab = lab(engine.busybox(), "echo \"<$PIDS>\"; false", pids);
    WorkspaceView view = ready(lab);
    run(view, "box", "sleep 4242 >/dev/null 2>&1 &");
    assertThat(check(view).hint()).isEqualTo("<>");

    run(view, "other", "sleep 4242 >/dev/null 2>&1 & sleep 42420 >/dev/null 2>&1 &");
    run(view, "other", "sleep 4242 >/dev/null 2>&1 &");

    List<String> expected =
        engine.engine().machines().hostProcesses(engineId(view, "other")).stream()
            .filter(process -> process.command().equals("sleep 4242"))
            .map(HostProcess::hostPid)
            .sorted()
            .map(String::valueOf)
            .toList();
    assertThat(expected).hasSize(2);
    assertThat(check(view).hint()).isEqualTo("<" + String.join(" ", expected) + ">");
  }

  @Test
  void saysWhichMachineIsMissing() throws Exception {
    WorkspaceView view = ready(lab(engine.busybox(), "[ $TOLD ]", told("echo x", LIMIT)));
    engine.engine().machines().kill(engineId(view, "other"));
    server.machineReaches("ada", view.id(), "other", MachineState.EXITED);

    CheckOutcome outcome = check(view);

    assertThat(outcome.passed()).isFalse();
    assertThat(outcome.hint()).contains("Machine other has ended. Start it again first.");
  }

  @Test
  void waitsForNoGuestThatIsSilent() throws Exception {
    WorkspaceView view = ready(lab(deaf, "[ $TOLD ]", told("echo x", LIMIT)));

    assertThat(check(view).hint()).contains("Machine other is not ready yet");
  }

  @Test
  void saysThatAMachineIsTooSlowOrThatItsScriptRefuses() throws Exception {
    Lab slow = lab(engine.busybox(), "[ $TOLD ]", told("sleep 60", Duration.ofSeconds(1)));
    assertThat(check(ready(slow)).hint())
        .startsWith("Machine other took longer than 1 seconds to answer.");
    server.close();
    serve();

    Lab refusing = lab(engine.busybox(), "[ $TOLD ]", told("echo Not yet.; false", LIMIT));
    assertThat(check(ready(refusing)).hint()).isEqualTo("Not yet.");
    server.close();
    serve();

    Lab mute = lab(engine.busybox(), "[ $TOLD ]", told("exit 3", LIMIT));
    assertThat(check(ready(mute)).hint()).isEqualTo("Do what the step says.");
  }

  @Test
  void fillsSolutionsForRobotsLineByLine() throws Exception {
    Lab lab =
        Labs.withCheck(two(engine.busybox()), "[ $TOLD ]", LIMIT, "echo $TOLD", told(READ, LIMIT));
    WorkspaceView view = ready(lab);
    Check check = lab.steps().get(0).check().orElseThrow();
    Solutions solutions = new Solutions(engine.engine().machines());

    assertThatThrownBy(() -> solutions.line(lab, view.id(), check, check.solution()))
        .isInstanceOf(WorkspaceFailure.class)
        .hasMessageContaining("cannot be typed");
    write(view, "other", "/tmp/told", "12 ab-9");
    assertThat(solutions.line(lab, view.id(), check, "echo $TOLD ${TOLD} $TOLDER \\$x"))
        .isEqualTo("echo 12 ab-9 12 ab-9 $TOLDER \\$x");
    write(view, "other", "/tmp/told", "$(reboot)\n");
    assertThat(solutions.line(lab, view.id(), check, "echo plain")).isEqualTo("echo plain");
    assertThatThrownBy(() -> solutions.line(lab, view.id(), check, check.solution()))
        .hasMessageContaining("cannot be typed");
    assertThatThrownBy(() -> solutions.line(lab, "none", check, check.solution()))
        .hasMessageContaining("no machine other");
  }

  private static Fact told(String script, Duration timeout) {
    return new Fact("TOLD", Source.SCRIPT, "other", script, timeout);
  }

  private static Lab two(String otherImage) {
    return Labs.of(
        Labs.box(engine.busybox()),
        otherImage.equals(engine.busybox())
            ? Labs.running("other", otherImage, false, "sh")
            : Labs.vm("other", otherImage));
  }

  private static Lab lab(String otherImage, String script, Fact... facts) {
    return Labs.withCheck(two(otherImage), script, LIMIT, facts);
  }

  private WorkspaceView ready(Lab lab) throws Exception {
    WorkspaceView view = server.ready("ada", lab);
    server.machineReaches("ada", view.id(), "box", MachineState.READY);
    return view;
  }

  private CheckOutcome check(WorkspaceView view) throws Exception {
    return server.workspaces.check("ada", view.id(), 1);
  }

  private String engineId(WorkspaceView view, String machine) throws Exception {
    return server.machine("ada", view.id(), machine).engineId().orElseThrow();
  }

  private void write(WorkspaceView view, String machine, String path, String text)
      throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Command command = new Command(List.of("sh", "-c", "cat > " + path), bytes, LIMIT, 1024);
    assertThat(engine.engine().machines().run(engineId(view, machine), command).succeeded())
        .isTrue();
  }

  private String run(WorkspaceView view, String machine, String script) throws Exception {
    return engine
        .engine()
        .machines()
        .run(engineId(view, machine), new Command(List.of("sh", "-c", script), LIMIT))
        .output();
  }
}
