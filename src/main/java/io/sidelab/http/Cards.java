package io.sidelab.http;

import io.sidelab.content.Lab;
import io.sidelab.content.MachineDefinition;
import io.sidelab.content.Step;
import io.sidelab.image.ImageStatus;
import io.sidelab.vm.Accelerator;
import io.sidelab.workspace.Capacity;
import io.sidelab.workspace.WorkspaceState;
import io.sidelab.workspace.WorkspaceView;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Puts together what pages and lists show of labs, their images and the host. */
final class Cards {
  private static final Set<WorkspaceState> OPEN =
      Set.of(WorkspaceState.QUEUED, WorkspaceState.STARTING, WorkspaceState.READY);

  private final Parts parts;
  private final EngineWatch engine;

  Cards(Parts parts, EngineWatch engine) {
    this.parts = parts;
    this.engine = engine;
  }

  HostCard host() {
    EngineHealth health = engine.health();
    Accelerator accelerator = parts.machines().accelerator();
    Capacity capacity = parts.workspaces().capacity();
    return new HostCard(
        health.up(),
        health.version().isEmpty() ? "Docker Engine" : "Docker Engine " + health.version(),
        health.kernel(),
        word(accelerator.kind()),
        accelerator.detail(),
        capacity.running(),
        capacity.limit(),
        capacity.queued());
  }

  /** The learner's workspaces that go on, newest first. */
  List<WorkspaceView> open(Learner learner) {
    return parts.workspaces().of(learner.id()).stream()
        .filter(view -> OPEN.contains(view.state()))
        .toList();
  }

  CatalogPage.OpenLab openLab(WorkspaceView view) {
    String title = parts.labs().get().find(view.labId()).map(Lab::title).orElse(view.labId());
    return new CatalogPage.OpenLab(view.id(), title, word(view.state()), view.expires().toString());
  }

  /**
   * @param open the learner's open workspaces
   */
  LabCard lab(Lab lab, List<WorkspaceView> open) {
    List<LabCard.MachineCard> machines = lab.machines().stream().map(this::machine).toList();
    String workspace =
        open.stream()
            .filter(view -> view.labId().equals(lab.id()))
            .map(WorkspaceView::id)
            .findFirst()
            .orElse("");
    return new LabCard(
        lab.id(),
        lab.title(),
        lab.summary(),
        lab.minutes(),
        lab.objectives(),
        lab.steps().stream().map(Step::title).toList(),
        machines,
        machines.stream().allMatch(machine -> machine.optional() || !failed(machine)),
        workspace,
        lab.recorded() && parts.recordings().settings().enabled() ? kept() : "");
  }

  /** How long recordings are kept. */
  String kept() {
    return Amounts.time(parts.recordings().settings().kept());
  }

  /** Whether the learner has any recordings. */
  boolean recorded(Learner learner) {
    return !parts.recordings().of(learner.id()).isEmpty();
  }

  private static boolean failed(LabCard.MachineCard machine) {
    return machine.state().equals(word(ImageStatus.State.FAILED));
  }

  private LabCard.MachineCard machine(MachineDefinition machine) {
    ImageStatus image = parts.images().status(machine.image());
    return new LabCard.MachineCard(
        machine.name(),
        machine.title(),
        word(machine.kind()),
        machine.image(),
        Amounts.bytes(machine.memoryBytes()),
        Amounts.number(machine.cpus()),
        word(image.state()),
        image.message(),
        image.remedy(),
        image.percent().orElse(-1),
        machine.optional());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
