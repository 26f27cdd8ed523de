package io.sidelab.workspace;

import io.sidelab.image.ImageStatus;

/** Shows how an image comes along on every machine that waits for it. */
final class ImageProgress {
  private final Registry registry;

  ImageProgress(Registry registry) {
    this.registry = registry;
  }

  void heard(ImageStatus status) {
    if (status.state() != ImageStatus.State.WORKING
        && status.state() != ImageStatus.State.WAITING) {
      return;
    }
    for (Workspace workspace : registry.all()) {
      for (WorkspaceMachine machine : workspace.machines()) {
        if (waitsFor(machine, status) || becomes(machine, status)) {
          workspace.changeLive(() -> tell(machine, status));
        }
      }
    }
  }

  private static boolean waitsFor(WorkspaceMachine machine, ImageStatus status) {
    return machine.state() == MachineState.WAITING
        && machine.definition().image().equals(status.image());
  }

  /** Its learner chose the image; until it is there, the machine goes on with another. */
  private static boolean becomes(WorkspaceMachine machine, ImageStatus status) {
    return machine.change().filter(change -> change.waitsFor(status.image())).isPresent();
  }

  private static void tell(WorkspaceMachine machine, ImageStatus status) {
    String percent = status.percent().isPresent() ? " (" + status.percent().getAsInt() + " %)" : "";
    String text = "Image " + status.image() + ": " + status.message() + percent;
    if (waitsFor(machine, status)) {
      machine.say(text);
    }
    if (becomes(machine, status)) {
      machine.changeSays(text);
    }
  }
}
