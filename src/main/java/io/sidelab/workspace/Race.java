package io.sidelab.workspace;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.MachineSpec;
import io.sidelab.engine.Machines;
import io.sidelab.engine.TerminalSize;
import io.sidelab.evidence.DensityView.State;
import io.sidelab.evidence.RaceView;
import io.sidelab.evidence.RaceView.Lane;
import io.sidelab.terminal.Terminal;
import io.sidelab.terminal.Terminals;
import io.sidelab.vm.Accelerator;
import io.sidelab.vm.VirtualMachines;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Makes containers and a VM, starts them side by side, and takes the time until each shows its
 * prompt; then removes them all. One thread conducts, any may look.
 */
final class Race implements DensityTask {
  /** A VM under software emulation on a busy host takes half a minute. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private static final Duration LOOK = Duration.ofMillis(100);

  /** Containers by their number, then the VM. */
  private static final Comparator<Runner> IN_ORDER =
      Comparator.comparing((Runner one) -> one.kind)
          .thenComparing(one -> one.name.length())
          .thenComparing(one -> one.name);

  private final DensityRun run;
  private final Crowd crowd;
  private final CrowdSpecs specs;
  private final WorkspaceMachine machine;
  private final Optional<WorkspaceMachine> vm;
  private final Parts parts;
  private final int containers;

  private final List<Runner> runners = new ArrayList<>();
  private volatile List<Runner> lanes = List.of();
  private volatile State state = State.PREPARING;
  private volatile String message = "";
  private volatile String accelerator = "";
  private volatile String vmNote = "";
  private volatile Optional<Instant> begun = Optional.empty();
  private volatile long clockBegan;
  private volatile long clockEnded;

  /** What it is made with. */
  record Parts(
      Machines machines,
      Terminals terminals,
      VirtualMachines virtualMachines,
      WorkspaceThreads threads,
      Identifiers identifiers,
      Clock clock) {}

  /** One that takes part. Written by the thread that starts it and by its prompt's. */
  private static final class Runner {
    private final String name;
    private final String kind;
    private final String engineId;
    private final Terminal terminal;
    private volatile Optional<Long> started = Optional.empty();
    private volatile Optional<Long> ready = Optional.empty();
    private volatile PromptWatch watch;

    private Runner(String name, String kind, String engineId, Terminal terminal) {
      this.name = name;
      this.kind = kind;
      this.engineId = engineId;
      this.terminal = terminal;
    }
  }

  /**
   * @param machine there are to be several of
   * @param vm to race against; a new one like it
   */
  Race(
      DensityRun run,
      Crowd crowd,
      CrowdSpecs specs,
      WorkspaceMachine machine,
      Optional<WorkspaceMachine> vm,
      Parts parts,
      int containers) {
    this.run = run;
    this.crowd = crowd;
    this.specs = specs;
    this.machine = machine;
    this.vm = vm;
    this.parts = parts;
    this.containers = containers;
  }

  @Override
  public void perform() throws InterruptedException {
    try {
      makeVm();
      crowd.each(
          IntStream.rangeClosed(1, containers).boxed().toList(),
          () -> !run.stopping(),
          number -> {
            MachineSpec spec = specs.container(machine, number);
            add(spec.hostname(), "container", crowd.make(spec));
          });
      race();
    } catch (EngineFailure failure) {
      message = failure.learnerText();
      state = State.FAILED;
    } finally {
      clockEnded = System.nanoTime();
      finish();
    }
  }

  private void add(String name, String kind, String engineId) throws EngineFailure {
    Terminal terminal =
        parts.terminals().create(parts.identifiers().next(), TerminalSize.DEFAULT, ended -> {});
    Runner runner = new Runner(name, kind, engineId, terminal);
    synchronized (runners) {
      runners.add(runner);
    }
    terminal.connect(parts.machines().attach(engineId, false));
    runner.watch = PromptWatch.on(terminal, parts.threads(), millis -> ready(runner, millis));
  }

  private static void ready(Runner runner, long millis) {
    runner.ready = runner.started.map(at -> at + millis);
  }

  /** Without one, the containers race alone, and the page says why. */
  private void makeVm() {
    if (vm.isEmpty()) {
      vmNote = "This lab has no virtual machine to race against.";
      return;
    }
    try {
      VmStart start = VmStart.booting(parts.virtualMachines());
      Accelerator found = parts.virtualMachines().accelerator();
      accelerator = VmStart.word(found) + ": " + found.detail();
      add(vm.get().name(), "vm", crowd.make(specs.vm(vm.get(), start)));
    } catch (EngineFailure failure) {
      vmNote = "No virtual machine can be had: " + failure.learnerText();
    }
  }

  private void race() throws EngineFailure, InterruptedException {
    List<Runner> field;
    synchronized (runners) {
      field = List.copyOf(runners); // The VM was made first, so it starts first.
    }
    lanes = field;
    if (run.stopping()) {
      return;
    }
    clockBegan = System.nanoTime();
    begun = Optional.of(parts.clock().instant());
    state = State.RUNNING;
    crowd.each(field, () -> !run.stopping(), this::start);
    while (field.stream().anyMatch(one -> one.ready.isEmpty())
        && !run.stopping()
        && millis() < LONGEST.toMillis()) {
      run.pause(LOOK);
    }
  }

  private void start(Runner runner) throws EngineFailure {
    runner.started = Optional.of(millis());
    runner.watch.begin();
    parts.machines().start(runner.engineId);
    runner.terminal.tellSize();
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - clockBegan);
  }

  private void finish() throws InterruptedException {
    boolean failed = state == State.FAILED;
    state = State.REMOVING;
    synchronized (runners) {
      for (Runner runner : runners) {
        Optional.ofNullable(runner.watch).ifPresent(PromptWatch::stop);
        runner.terminal.close();
      }
    }
    try {
      crowd.removeAll();
      state = run.stopping() ? State.STOPPED : failed ? State.FAILED : State.DONE;
    } catch (EngineFailure failure) {
      message =
          "Not all of them could be removed now; they go with this lab. " + failure.learnerText();
      state = State.FAILED;
    }
  }

  RaceView view() {
    State now = state;
    Optional<Long> running =
        begun.map(
            start ->
                now == State.RUNNING
                    ? millis()
                    : TimeUnit.NANOSECONDS.toMillis(clockEnded - clockBegan));
    List<Lane> shown = lanes.stream().sorted(IN_ORDER).map(one -> lane(one, now)).toList();
    return new RaceView(
        now.word(),
        message.isEmpty() ? vmNote : message,
        begun,
        running,
        accelerator,
        RaceView.HOW,
        shown);
  }

  private Lane lane(Runner runner, State now) {
    boolean late = now != State.RUNNING && now != State.PREPARING && runner.ready.isEmpty();
    return new Lane(
        runner.name,
        runner.kind,
        runner.started,
        runner.ready,
        late ? "No prompt seen before the end." : "");
  }
}
