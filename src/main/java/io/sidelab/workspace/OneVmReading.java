package io.sidelab.workspace;

import io.sidelab.engine.CommandResult;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.Machines;
import io.sidelab.evidence.GrowthView.OneVm;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Measures the workspace's own VM, for the line of as many. Waits for the engine and the guest. */
final class OneVmReading {
  private static final Duration GUEST = Duration.ofSeconds(10);
  private static final long KIB = 1024;
  private static final int USED = 2;

  private final Machines machines;
  private final HostReading host;
  private final Clock clock;

  OneVmReading(Machines machines, HostReading host, Clock clock) {
    this.machines = machines;
    this.host = host;
    this.clock = clock;
  }

  /** Empty when it does not run. */
  Optional<OneVm> of(WorkspaceMachine vm) throws EngineFailure {
    if (vm.state() != MachineState.READY || vm.engineId().isEmpty()) {
      return Optional.empty();
    }
    String id = vm.engineId().get();
    long memory = machines.usage(id).memoryBytes();
    Optional<Long> shim = host.shim(machines.inspect(id).hostPid(), id);
    return Optional.of(new OneVm(clock.instant(), memory, shim, disk(vm, id)));
  }

  /** What lies on the guest's root file system. */
  private Optional<Long> disk(WorkspaceMachine vm, String id) {
    try {
      CommandResult said =
          machines.run(id, GuestCommand.of(vm, List.of("df", "-P", "-k", "/"), GUEST));
      return said.succeeded() ? used(said.output()) : Optional.empty();
    } catch (EngineFailure silent) {
      return Optional.empty();
    }
  }

  /**
   * The third column of the second line, in KiB; a learner is root there and may print anything.
   */
  static Optional<Long> used(String df) {
    return df.lines()
        .skip(1)
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> columns.length > USED && columns[USED].matches("\\d{1,12}"))
        .map(columns -> Long.parseLong(columns[USED]) * KIB)
        .findFirst();
  }
}
