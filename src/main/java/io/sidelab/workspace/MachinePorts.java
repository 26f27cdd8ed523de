package io.sidelab.workspace;

import io.sidelab.engine.Command;
import io.sidelab.engine.CommandResult;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Machines;
import io.sidelab.engine.RunningCommand;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine's TCP ports: which ones something listens on, and connections to them. A container is
 * reached through a doorway into its network, a VM through its guest agent; both at the machine's
 * own 127.0.0.1, so that no network of ours leads there and no other machine can be named. What is
 * listed is the learner's to forge. Waits for the engine.
 */
final class MachinePorts {
  /** Where connections begin; what listens elsewhere only is not listed. */
  private static final String HERE = "127.0.0.1";

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** As many as a page can list without being a nuisance. */
  private static final int MOST = 100;

  /**
   * Whichever nc the guest has: OpenBSD's ends a connection whose input has ended only when it is
   * told to, and others do so by themselves.
   */
  private static final String GUEST_CONNECT =
      "nc -h 2>&1 | grep -q '^[[:space:]]*-N[[:space:]]' && exec nc -N \"$@\"; exec nc \"$@\"";

  /** State 0A is LISTEN. There is no tcp6 where a kernel has no IPv6. */
  private static final List<String> LISTENERS =
      List.of("grep", "-hs", " 0A ", "/proc/net/tcp", "/proc/net/tcp6");

  /**
   * Of proc(5): number, local address, remote address. Taken are 0.0.0.0, 127.0.0.1, :: and both of
   * them as IPv6 writes IPv4, in the kernel's order of bytes.
   */
  private static final Pattern LISTENER =
      Pattern.compile(
          "\\s*\\d+: (?:0{8}|0100007F|0{32}|0{16}FFFF0000(?:0{8}|0100007F))"
              + ":([0-9A-F]{4}) [0-9A-F]+:0000 0A .*");

  /** Each keeps the engine busy for some 50 ms: leaves it time for what others ask. */
  private static final int MOST_BEGINNING = 4;

  private static final Duration LONGEST_TURN = Duration.ofSeconds(20);

  private final Semaphore beginning = new Semaphore(MOST_BEGINNING, true);
  private final Machines machines;
  private final Doorways doorways;

  MachinePorts(Machines machines, Doorways doorways) {
    this.machines = machines;
    this.doorways = doorways;
  }

  /** Ports that something listens on, ascending. */
  List<Integer> listening(Workspace workspace, WorkspaceMachine machine) throws WorkspaceFailure {
    CommandResult result =
        through(
            workspace,
            machine,
            place ->
                machines.run(
                    place, GuestCommand.of(machine.isVm(), new Command(LISTENERS, TIMEOUT))));
    if (result.exitCode() == GuestCommand.GUEST_SILENT) {
      throw new WorkspaceFailure(
          Reason.WRONG_STATE, GuestCommand.silent(machine.definition().title()));
    }
    return listening(result.output());
  }

  static List<Integer> listening(String table) {
    Set<Integer> ports = new TreeSet<>();
    table
        .lines()
        .map(LISTENER::matcher)
        .filter(Matcher::matches)
        .forEach(line -> ports.add(Integer.parseInt(line.group(1), 16)));
    return ports.stream().limit(MOST).toList();
  }

  /** A connection; one that nothing listens for ends at once, with an exit code that is not 0. */
  RunningCommand connect(Workspace workspace, WorkspaceMachine machine, int port)
      throws WorkspaceFailure {
    List<String> line = line(machine, Integer.toString(port));
    awaitTurn();
    try {
      return through(workspace, machine, place -> machines.begin(place, line));
    } finally {
      beginning.release();
    }
  }

  private void awaitTurn() throws WorkspaceFailure {
    try {
      if (beginning.tryAcquire(LONGEST_TURN.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      throw new WorkspaceFailure(
          Reason.BUSY, "Many ports are asked at this moment. Try again in a few seconds.");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new WorkspaceFailure(Reason.STOPPING, "The server is stopping.", interrupted);
    }
  }

  private static List<String> line(WorkspaceMachine machine, String port) {
    return machine.isVm()
        ? List.of(GuestCommand.EXEC, "sh", "-c", GUEST_CONNECT, "sh", HERE, port)
        : List.of("nc", HERE, port);
  }

  /** What is done in a doorway, or in a VM's container. */
  @FunctionalInterface
  private interface Work<T> {
    T in(String place) throws EngineFailure;
  }

  private <T> T through(Workspace workspace, WorkspaceMachine machine, Work<T> work)
      throws WorkspaceFailure {
    String engineId = FurtherTerminals.runningOrRefuse(workspace, machine);
    try {
      if (machine.isVm()) {
        return work.in(engineId);
      }
      try {
        return work.in(doorways.of(workspace, machine, engineId));
      } catch (EngineFailure failure) {
        if (!lost(failure)) {
          throw failure;
        }
        // Somebody removed the doorway, or it ended with the engine: once more through a new one.
        doorways.close(workspace, machine);
        return work.in(doorways.of(workspace, machine, engineId));
      }
    } catch (EngineFailure failure) {
      throw new WorkspaceFailure(Reason.ENGINE, failure.learnerText(), failure);
    }
  }

  private static boolean lost(EngineFailure failure) {
    return failure.reason() == FailureReason.GONE || failure.reason() == FailureReason.NOT_RUNNING;
  }
}
