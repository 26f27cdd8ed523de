package io.sidelab.workspace;

import io.sidelab.engine.MachineExit;

/** What a learner reads when a machine has ended. */
final class ExitText {
  /** What a VM image's container exits with when the guest's kernel panicked. */
  private static final int PANIC = 70;

  private static final int SIGNALS = 128;
  private static final String AGAIN = " Start the machine again to go on";
  private static final long MEBIBYTE = 1L << 20;

  private ExitText() {}

  static String of(WorkspaceMachine machine, MachineExit exit) {
    if (!machine.endNote().isEmpty()) {
      return machine.endNote();
    }
    return how(machine, exit) + AGAIN + rest(machine);
  }

  static String stopped(WorkspaceMachine machine) {
    return "The Docker engine stopped, and this machine with it. It starts again by itself when the"
        + " engine is back"
        + (machine.isVm() ? "; its disk begins anew." : ", with your files.");
  }

  static String restarted(WorkspaceMachine machine) {
    return "The Docker engine was restarted, and this machine with it"
        + (machine.isVm() ? "; its disk began anew." : ". Your files are still there.");
  }

  private static String how(WorkspaceMachine machine, MachineExit exit) {
    if (exit.outOfMemory()) {
      return "The machine used more memory than its "
          + machine.definition().memoryBytes() / MEBIBYTE
          + " MiB, so the kernel ended it.";
    }
    if (!exit.error().isEmpty()) {
      return "The machine ended: " + exit.error() + ".";
    }
    return machine.isVm() ? howVm(exit.code()) : howContainer(exit.code());
  }

  private static String howVm(int code) {
    return switch (code) {
      case 0 -> "The virtual machine was powered off.";
      case PANIC -> "The guest's kernel panicked, and the virtual machine ended.";
      default -> "The virtual machine ended (exit code " + code + ").";
    };
  }

  private static String howContainer(int code) {
    // A shell also passes on the code of its last command, as after Ctrl-C and exit.
    return code > SIGNALS
        ? "The shell ended (exit code " + code + ", as after signal " + (code - SIGNALS) + ")."
        : "The shell ended (exit code " + code + ").";
  }

  private static String rest(WorkspaceMachine machine) {
    return machine.isVm() ? "; its disk begins anew." : ".";
  }
}
