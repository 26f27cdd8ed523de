package io.sidelab.workspace;

import io.sidelab.content.MachineChoice;
import io.sidelab.content.MachineDefinition;
import io.sidelab.engine.EngineFailure;
import io.sidelab.image.ImageLibrary;
import io.sidelab.image.ImageStatus;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Machines made anew as their learners choose. Everything that can be refused is refused at once;
 * then the machine goes on as it is until what the new one needs is there, and for good when that
 * cannot be had.
 */
final class Choices {
  private static final Logger LOG = LoggerFactory.getLogger(Choices.class);

  private final Offers offers;
  private final Admission admission;
  private final ImageLibrary images;
  private final MachinePreparation preparation;
  private final Remaking remaking;
  private final Starter starter;

  Choices(
      Offers offers,
      Admission admission,
      ImageLibrary images,
      MachinePreparation preparation,
      Remaking remaking,
      Starter starter) {
    this.offers = offers;
    this.admission = admission;
    this.images = images;
    this.preparation = preparation;
    this.remaking = remaking;
    this.starter = starter;
  }

  MachineOffer offer(WorkspaceMachine machine) throws WorkspaceFailure {
    try {
      return offers.of(machine.definition());
    } catch (EngineFailure failure) {
      throw new WorkspaceFailure(Reason.ENGINE, failure.learnerText(), failure);
    }
  }

  /** Begins to make a machine anew as the lab has it, whatever became of it. */
  void reset(Workspace workspace, WorkspaceMachine machine) throws WorkspaceFailure {
    begin(workspace, machine, machine.ofLab().choice());
    if (!admission.hold(workspace, whileChanging(workspace, machine, machine.ofLab()))) {
      workspace.change(machine::forgetChange);
      throw new WorkspaceFailure(
          Reason.NO_ROOM,
          "Another machine of this lab was given more memory, and now the server has too little"
              + " left for this one as it was at first. Give that one less, or try again when"
              + " another lab has ended. Nothing was changed.");
    }
    LOG.info("workspace {}: {} becomes as it was at first", workspace.id(), machine.name());
    prepare(workspace, machine, machine.ofLab());
  }

  /** Begins; waits for the engine no longer than it takes to say what the host is. */
  void choose(Workspace workspace, WorkspaceMachine machine, MachineWish wish)
      throws WorkspaceFailure {
    MachineOffer offer = offer(machine);
    MachineChoice choice = Offers.choice(offer, machine.definition(), wish);
    MachineDefinition next = machine.ofLab().with(choice);
    begin(workspace, machine, choice);
    try {
      hold(workspace, machine, next, offer);
    } catch (WorkspaceFailure refused) {
      workspace.change(machine::forgetChange);
      throw refused;
    }
    LOG.info("workspace {}: {} becomes {}", workspace.id(), machine.name(), choice);
    prepare(workspace, machine, next);
  }

  private void prepare(Workspace workspace, WorkspaceMachine machine, MachineDefinition next) {
    preparation
        .of(next)
        .whenComplete(
            (prepared, failure) ->
                workspace
                    .steps()
                    .add(
                        () -> {
                          if (failure == null) {
                            remaking.remake(workspace, machine, next, prepared);
                          } else {
                            cannotBeHad(workspace, machine, next, failure);
                          }
                          settle(workspace);
                        }));
  }

  /** One at a time: whoever comes second hears that the first one is under way. */
  private static void begin(Workspace workspace, WorkspaceMachine machine, MachineChoice choice)
      throws WorkspaceFailure {
    String title = machine.definition().title();
    MachineChange change = new MachineChange(choice, title + " is about to start anew.", false);
    boolean begun =
        workspace.change(() -> workspace.live() && machine.settled() && machine.begins(change));
    if (begun) {
      return;
    }
    throw new WorkspaceFailure(
        Reason.WRONG_STATE,
        machine.change().filter(other -> !other.failed()).isPresent()
            ? title + " is being changed already. Wait until it has started anew."
            : title + " is not there yet. Change it when it has started.");
  }

  private void hold(
      Workspace workspace, WorkspaceMachine machine, MachineDefinition next, MachineOffer offer)
      throws WorkspaceFailure {
    admission.hostHas(Room.free(offer.hostMemoryBytes()));
    long others = Room.memory(others(workspace, machine));
    if (admission.hold(workspace, whileChanging(workspace, machine, next))) {
      return;
    }
    long left = admission.left(workspace) - others - Room.overhead(next);
    throw new WorkspaceFailure(
        Reason.NO_ROOM,
        "The server has not that much memory free now: other labs run, too. "
            + (left >= next.choices().memory().map(one -> one.fromBytes()).orElse(Long.MAX_VALUE)
                ? "Choose at most " + Room.mebibytes(left) + " MiB"
                : "Choose less")
            + ", or try again when another lab has ended. Nothing was changed.");
  }

  /** The old one goes on until the new one is there; they never run both. */
  private static long whileChanging(
      Workspace workspace, WorkspaceMachine machine, MachineDefinition next) {
    return Room.memory(others(workspace, machine))
        + Math.max(Room.memory(next), Room.memory(machine.definition()));
  }

  private static List<MachineDefinition> others(Workspace workspace, WorkspaceMachine machine) {
    return workspace.machines().stream()
        .filter(one -> one != machine)
        .map(Choices::larger)
        .toList();
  }

  /** Another machine of the lab may be about to change as well. */
  private static MachineDefinition larger(WorkspaceMachine machine) {
    MachineDefinition now = machine.definition();
    return machine
        .change()
        .filter(change -> !change.failed())
        .map(change -> now.with(change.choice()))
        .filter(next -> next.memoryBytes() > now.memoryBytes())
        .orElse(now);
  }

  private void cannotBeHad(
      Workspace workspace, WorkspaceMachine machine, MachineDefinition next, Throwable problem) {
    EngineFailure failure = MachinePreparation.cause(problem);
    LOG.warn("workspace {}: {}: {}", workspace.id(), machine.name(), failure.getMessage());
    ImageStatus image = images.status(next.image());
    boolean ofImage = image.state() == ImageStatus.State.FAILED;
    String why = ofImage ? image.message() + " " + image.remedy() : failure.learnerText();
    String text = next.image() + " cannot be had. " + why + " The machine goes on as it was.";
    workspace.changeLive(() -> machine.changeFailed(text));
  }

  /** From here on it holds what its machines are; what it gives back may be enough for others. */
  private void settle(Workspace workspace) {
    List<MachineDefinition> now = workspace.machines().stream().map(Choices::larger).toList();
    admission.holdLess(workspace, Room.memory(now)).forEach(starter::begin);
    admission.queued().forEach(Workspace::announce);
  }
}
