package io.sidelab.workspace;

import io.sidelab.content.Check;
import io.sidelab.content.DensityDefinition;
import io.sidelab.content.Fact;
import io.sidelab.content.FileLine;
import io.sidelab.content.Lab;
import io.sidelab.content.LabFile;
import io.sidelab.content.MachineDefinition;
import io.sidelab.content.MachineDefinition.Kind;
import io.sidelab.content.MachineDefinition.NetworkAccess;
import io.sidelab.content.MachineDefinition.Start;
import io.sidelab.content.Prediction;
import io.sidelab.content.Question;
import io.sidelab.content.RunnableBlock;
import io.sidelab.content.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Small labs. */
final class Labs {
  private static final long MEBIBYTE = 1L << 20;
  private static final FileLine AT = new FileLine("lab/steps/01-step.md", 3);

  private Labs() {}

  static Lab of(MachineDefinition... machines) {
    return of("lab", List.of(machines));
  }

  static Lab of(String id, List<MachineDefinition> machines) {
    return new Lab(
        id,
        "A lab",
        "For tests.",
        5,
        0,
        List.of(),
        machines,
        List.of(step()),
        false,
        Path.of("labs/lab"));
  }

  /** A lab whose terminals are recorded. */
  static Lab recorded(MachineDefinition machine) {
    return new Lab(
        "lab",
        "A lab",
        "For tests.",
        5,
        0,
        List.of(),
        List.of(machine),
        List.of(step()),
        true,
        Path.of("labs/lab"));
  }

  private static Step step() {
    return new Step(
        1,
        "A step",
        "<p>Do it.</p>",
        Optional.of(check("test -e /tmp/done || { echo first; echo 'Touch /tmp/done.'; false; }")),
        List.of(new Question("q", "Which?", List.of("a", "b", "c"), Set.of(0, 2), "Because.", AT)),
        List.of(),
        List.of(new RunnableBlock("box", "touch /tmp/done; echo do''ne")));
  }

  private static Check check(String script) {
    return new Check(
        "box",
        script,
        "Do what the step says.",
        Duration.ofSeconds(10),
        List.of(),
        "",
        "box",
        AT,
        AT);
  }

  /** The same lab with another check script. */
  static Lab withCheck(Lab lab, String script, Duration timeout, Fact... facts) {
    return withCheck(lab, script, timeout, "", facts);
  }

  /** The same lab with another check, and a solution that is typed into its box. */
  static Lab withCheck(Lab lab, String script, Duration timeout, String solution, Fact... facts) {
    Step old = lab.steps().get(0);
    String hint = "Do what the step says.";
    Check check = new Check("box", script, hint, timeout, List.of(facts), solution, "box", AT, AT);
    Step step =
        new Step(
            1,
            old.title(),
            old.html(),
            Optional.of(check),
            old.questions(),
            old.predictions(),
            old.commands());
    return withStep(lab, step);
  }

  private static Lab withStep(Lab lab, Step step) {
    return new Lab(
        lab.id(),
        lab.title(),
        lab.summary(),
        5,
        0,
        List.of(),
        lab.machines(),
        List.of(step),
        lab.recorded(),
        lab.folder());
  }

  /** The same lab with a figure to guess. */
  static Lab withPrediction(Lab lab, String id, String script) {
    Step old = lab.steps().get(0);
    Fact figure = new Fact(id, Fact.Source.SCRIPT, "box", script, Duration.ofSeconds(10));
    Step step =
        new Step(
            1,
            old.title(),
            old.html(),
            old.check(),
            old.questions(),
            List.of(new Prediction(id, "How much?", "", figure, "Because.", AT)),
            old.commands());
    return withStep(lab, step);
  }

  /** The same lab with races and growing numbers, and another step. */
  static Lab withDensity(Lab lab, DensityDefinition density, Step step) {
    return new Lab(
        lab.id(),
        lab.title(),
        lab.summary(),
        5,
        0,
        List.of(),
        lab.machines(),
        List.of(step),
        lab.recorded(),
        Optional.of(density),
        lab.folder());
  }

  static MachineDefinition box(String image) {
    return container("box", image, NetworkAccess.NONE, false);
  }

  static MachineDefinition container(
      String name, String image, NetworkAccess network, boolean optional) {
    return machine(name, Kind.CONTAINER, image, List.of(), network, List.of(), optional);
  }

  static MachineDefinition running(String image, String... command) {
    return machine(
        "box", Kind.CONTAINER, image, List.of(command), NetworkAccess.NONE, List.of(), false);
  }

  static MachineDefinition running(String name, String image, boolean optional, String... command) {
    return machine(
        name, Kind.CONTAINER, image, List.of(command), NetworkAccess.ISOLATED, List.of(), optional);
  }

  static MachineDefinition withFiles(String image, LabFile... files) {
    return machine(
        "box", Kind.CONTAINER, image, List.of(), NetworkAccess.NONE, List.of(files), false);
  }

  static MachineDefinition vm(String name, String image) {
    return machine(name, Kind.VM, image, List.of(), NetworkAccess.NONE, List.of(), false);
  }

  static MachineDefinition vm(String image, boolean optional, LabFile... files) {
    return machine("vm", Kind.VM, image, List.of(), NetworkAccess.NONE, List.of(files), optional);
  }

  private static MachineDefinition machine(
      String name,
      Kind kind,
      String image,
      List<String> command,
      NetworkAccess network,
      List<LabFile> files,
      boolean optional) {
    return new MachineDefinition(
        name,
        "Machine " + name,
        kind,
        image,
        command,
        32 * MEBIBYTE,
        1,
        16 * MEBIBYTE,
        network,
        Start.BOOT,
        files,
        optional);
  }
}
