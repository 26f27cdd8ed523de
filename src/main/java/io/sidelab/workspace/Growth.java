package io.sidelab.workspace;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.Machines;
import io.sidelab.engine.WritableLayer;
import io.sidelab.evidence.Bill;
import io.sidelab.evidence.DensityView.Budget;
import io.sidelab.evidence.DensityView.State;
import io.sidelab.evidence.GrowthPlan;
import io.sidelab.evidence.GrowthPoint;
import io.sidelab.evidence.GrowthView;
import io.sidelab.evidence.GrowthView.OneVm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Starts more and more containers and measures them at each number, until a budget ends it; then
 * removes them all. One thread conducts, any may look.
 */
final class Growth implements DensityTask {
  /** A shell stands on its prompt within that, and what it allocates is there to be measured. */
  private static final Duration SETTLE = Duration.ofMillis(500);

  /** The kernel takes back what ended containers had, a little later. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(1);

  private static final String TOO_FULL =
      "This host has too little free memory to begin. Try again when others have ended their labs.";

  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final DensityRun run;
  private final Crowd crowd;
  private final CrowdSpecs specs;
  private final WorkspaceMachine machine;
  private final Optional<WorkspaceMachine> vm;
  private final Machines machines;
  private final HostSource hosts;
  private final Budget budget;
  private final int most;
  private final Clock clock;

  /** Engine identifier → PID of its first process on the host; of those that run. */
  private final Map<String, Integer> running = new ConcurrentHashMap<>();

  private final Instant begun;
  private volatile State state = State.PREPARING;
  private volatile String message = "";
  private volatile String endedBy = "";
  private volatile int target;
  private volatile List<GrowthPoint> points = List.of();
  private volatile Optional<OneVm> oneVm = Optional.empty();
  private volatile String vmNote = "";
  private volatile Optional<Long> before = Optional.empty();
  private volatile Optional<Long> after = Optional.empty();
  private volatile Optional<Bill> bill = Optional.empty();
  private Instant started;

  /** Looks at the host when it is asked. */
  interface HostSource {
    HostReading look(Map<String, String> labels) throws EngineFailure;
  }

  /**
   * @param machine there are to be many of
   * @param vm to compare with
   * @param most within the budget
   */
  Growth(
      DensityRun run,
      Crowd crowd,
      CrowdSpecs specs,
      WorkspaceMachine machine,
      Optional<WorkspaceMachine> vm,
      Machines machines,
      HostSource hosts,
      Budget budget,
      int most,
      Clock clock) {
    this.run = run;
    this.crowd = crowd;
    this.specs = specs;
    this.machine = machine;
    this.vm = vm;
    this.machines = machines;
    this.hosts = hosts;
    this.budget = budget;
    this.most = most;
    this.clock = clock;
    this.begun = clock.instant();
  }

  @Override
  public void perform() throws InterruptedException {
    Optional<HostReading> host = Optional.empty();
    try {
      host = Optional.of(hosts.look(crowd.labels()));
      before = host.get().first();
      measureVm(host.get());
      started = clock.instant();
      state = State.RUNNING;
      grow(host.get());
    } catch (EngineFailure failure) {
      ended("engine", failure.learnerText());
    } finally {
      settle();
      state = State.REMOVING;
      removeAll(host);
    }
  }

  private void measureVm(HostReading host) throws EngineFailure {
    if (vm.isEmpty()) {
      vmNote = "This lab has no virtual machine to compare with.";
      return;
    }
    oneVm = new OneVmReading(machines, host, clock).of(vm.get());
    vmNote =
        oneVm.isPresent()
            ? ""
            : vm.get().definition().title()
                + " does not run, so there is no line of as many. Start it and grow again.";
  }

  private void grow(HostReading host) throws EngineFailure, InterruptedException {
    GrowthPlan plan = new GrowthPlan(budget, most, before);
    GrowthPlan.Next next = plan.first();
    while (!next.ends() && !run.stopping()) {
      if (Duration.between(started, clock.instant()).compareTo(LONGEST) > 0) {
        ended("time", "");
        return;
      }
      target = next.containers();
      startUpTo(target);
      run.pause(SETTLE);
      if (run.stopping()) {
        return;
      }
      List<GrowthPoint> more = new ArrayList<>(points);
      more.add(measure(host));
      points = List.copyOf(more);
      next = plan.after(more.get(more.size() - 1));
    }
    ended(next.endedBy(), points.isEmpty() ? TOO_FULL : "");
  }

  private void startUpTo(int number) throws EngineFailure, InterruptedException {
    crowd.each(
        IntStream.rangeClosed(running.size() + 1, number).boxed().toList(),
        () -> !run.stopping(),
        one -> {
          String id = crowd.make(specs.container(machine, one));
          machines.start(id);
          running.put(id, machines.inspect(id).hostPid());
        });
  }

  private GrowthPoint measure(HostReading host) throws EngineFailure, InterruptedException {
    AtomicLong memory = new AtomicLong();
    AtomicLong shims = new AtomicLong();
    AtomicLong unread = new AtomicLong();
    crowd.each(
        List.copyOf(running.entrySet()),
        () -> true,
        one -> {
          memory.addAndGet(machines.usage(one.getKey()).memoryBytes());
          host.shim(one.getValue(), one.getKey())
              .ifPresentOrElse(shims::addAndGet, unread::incrementAndGet);
        });
    long layers =
        machines.writableLayers(crowd.labels()).stream().mapToLong(WritableLayer::bytes).sum();
    String any = running.keySet().iterator().next();
    Instant now = clock.instant();
    return new GrowthPoint(
        running.size(),
        now,
        Duration.between(started, now).toMillis(),
        memory.get(),
        unread.get() == 0 ? Optional.of(shims.get()) : Optional.empty(),
        host.available(),
        machines.diskUsage(any).imageBytes(),
        layers);
  }

  private void ended(String by, String why) {
    endedBy = by;
    message = why;
  }

  private void settle() {
    if (run.stopping()) {
      ended("stopped", "");
    }
    if (!points.isEmpty()) {
      bill = Optional.of(Bill.of(points, oneVm, before, budget.floorBytes()));
    }
  }

  private void removeAll(Optional<HostReading> host) throws InterruptedException {
    try {
      crowd.removeAll();
      run.pause(AFTERWARDS);
      after = host.isPresent() ? host.get().last() : Optional.empty();
      state = run.stopping() ? State.STOPPED : points.isEmpty() ? State.FAILED : State.DONE;
    } catch (EngineFailure failure) {
      message =
          "Not all of them could be removed now; they go with this lab. " + failure.learnerText();
      state = State.FAILED;
    }
  }

  GrowthView view() {
    return new GrowthView(
        state.word(),
        message,
        endedBy,
        begun,
        most,
        target,
        crowd.size(),
        points,
        oneVm,
        vmNote,
        before,
        after,
        bill,
        GrowthView.HOW);
  }
}
