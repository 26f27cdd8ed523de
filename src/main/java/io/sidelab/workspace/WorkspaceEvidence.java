package io.sidelab.workspace;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.MachineKind;
import io.sidelab.evidence.Acceleration;
import io.sidelab.evidence.Evidence;
import io.sidelab.evidence.Fresh;
import io.sidelab.evidence.LayerContents;
import io.sidelab.evidence.LayerFolder;
import io.sidelab.evidence.LayerMeasurements;
import io.sidelab.evidence.LayerSubject;
import io.sidelab.evidence.LayerView;
import io.sidelab.evidence.Measurements;
import io.sidelab.evidence.StackView;
import io.sidelab.evidence.Subject;
import io.sidelab.evidence.Survey;
import io.sidelab.vm.Accelerator;
import io.sidelab.vm.VirtualMachines;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Evidence about workspaces, measured at most every few seconds for each: measuring runs commands
 * in the machines, and several pages may look at one workspace. Safe for use by any thread.
 */
public final class WorkspaceEvidence {
  /** A page asks every five seconds. */
  private static final Duration FRESH = Duration.ofSeconds(4);

  private final Measurements measurements;
  private final LayerMeasurements layers;
  private final LayerContents contents;
  private final Labels labels;
  private final VirtualMachines vms;
  private final Fresh<String, Survey> latest;

  /**
   * @param vms say what drives guests on this host
   * @param serverId on the labels of all workspaces' machines
   */
  public WorkspaceEvidence(
      Measurements measurements,
      LayerMeasurements layers,
      LayerContents contents,
      VirtualMachines vms,
      String serverId,
      Clock clock) {
    this.measurements = measurements;
    this.layers = layers;
    this.contents = contents;
    this.vms = vms;
    this.labels = new Labels(serverId);
    this.latest = new Fresh<>(FRESH, clock);
  }

  /** Compares the machines with their host. Blocks for some seconds. */
  public Evidence measure(WorkspaceView workspace) throws EngineFailure {
    return survey(workspace).comparison();
  }

  /** Shows what each machine stands on, by the same measurement. Blocks for some seconds. */
  public StackView stacks(WorkspaceView workspace) throws EngineFailure {
    return survey(workspace).stacks();
  }

  private Survey survey(WorkspaceView workspace) throws EngineFailure {
    Accelerator found = vms.accelerator();
    String name = found.kind().name().toLowerCase(Locale.ROOT);
    Acceleration acceleration = new Acceleration(name, found.detail());
    return latest
        .get(workspace.id(), () -> measurements.measure(subjects(workspace), acceleration))
        .value();
  }

  /** Shows what the machines are stacked on. Blocks for up to some seconds. */
  public LayerView layers(WorkspaceView workspace) throws EngineFailure {
    List<LayerSubject> subjects =
        workspace.machines().stream()
            .map(
                machine ->
                    new LayerSubject(
                        machine.name(),
                        machine.title(),
                        machine.kind(),
                        machine.image(),
                        machine.engineId()))
            .toList();
    return layers.measure(subjects, labels.ofServer());
  }

  /**
   * Shows a folder of what a layer of one of the machines' images did. Blocks for up to some
   * seconds.
   *
   * @param layer its identifier in {@link #layers}
   * @param folder an absolute path
   * @throws WorkspaceFailure when none of the images has such a layer
   */
  public LayerFolder layerFolder(WorkspaceView workspace, String layer, String folder)
      throws EngineFailure, WorkspaceFailure {
    for (LayerView.Stack stack : layers(workspace).stacks()) {
      for (int at = 0; at < stack.layers().size(); at++) {
        if (stack.layers().get(at).id().equals(layer)) {
          return contents.look(stack.id(), at, folder);
        }
      }
    }
    throw new WorkspaceFailure(
        WorkspaceFailure.Reason.NO_SUCH_PART,
        "No image of this lab has such a layer any more. Open Layers again.");
  }

  private static List<Subject> subjects(WorkspaceView workspace) {
    return workspace.machines().stream()
        .map(
            machine ->
                new Subject(
                    machine.name(),
                    machine.title(),
                    machine.kind(),
                    machine.engineId(),
                    machine.kind() == MachineKind.VM ? List.of(GuestCommand.EXEC) : List.of(),
                    machine.promptMillis()))
        .toList();
  }
}
