package io.sidelab.workspace;

import io.sidelab.engine.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands as the kind of machine wants them: a VM's go through its image's guest agent. */
final class GuestCommand {
  /** Runs the command line after it in the guest. */
  static final String EXEC = "/vm/exec";

  /** What the guest agent's client answers when the guest does not. */
  static final int GUEST_SILENT = 125;

  /** Bash where there is one, as people expect; a login's files are not read, as in docker run. */
  private static final List<String> SHELL =
      List.of("/bin/sh", "-c", "if command -v bash >/dev/null; then exec bash; else exec sh; fi");

  private GuestCommand() {}

  static Command of(WorkspaceMachine machine, List<String> line, Duration timeout) {
    return of(machine, line, new byte[0], timeout);
  }

  static Command of(WorkspaceMachine machine, List<String> line, byte[] input, Duration timeout) {
    int outputLimit = new Command(line, timeout).outputLimit();
    return of(machine.isVm(), new Command(line, input, timeout, outputLimit));
  }

  /** The command as the kind of machine wants it. */
  static Command of(boolean vm, Command plain) {
    if (!vm) {
      return plain;
    }
    List<String> through = new ArrayList<>(plain.line());
    through.add(0, EXEC);
    return new Command(through, plain.input(), plain.timeout(), plain.outputLimit());
  }

  /** What to tell a learner when the answer is {@link #GUEST_SILENT}. */
  static String silent(String title) {
    return title + " does not answer. Wait until it has booted, then check.";
  }

  /** The command of a further terminal. */
  static List<String> shell(WorkspaceMachine machine) {
    return machine.isVm() ? List.of("/vm/shell") : SHELL;
  }

  static Map<String, String> shellEnvironment() {
    return Map.of("TERM", "xterm-256color");
  }
}
