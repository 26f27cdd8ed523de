package io.sidelab.workspace;

import io.sidelab.content.Lab;
import io.sidelab.content.MachineDefinition;
import io.sidelab.content.MachineDefinition.NetworkAccess;
import io.sidelab.engine.Subscription;
import io.sidelab.store.WorkspaceRecord;
import io.sidelab.terminal.Terminal;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * One workspace: its state, and who hears of it. All state changes through {@link #change}, under
 * one lock that is held for moments: nothing called with it may wait, and of other locks only that
 * of {@link Admission} is taken with it.
 */
final class Workspace {
  private final String id;
  private final Lab lab;
  private final Lifetime lifetime;
  private final Optional<String> cohort;
  private final SerialQueue steps;
  private final Function<Workspace, OptionalInt> places;
  private final Map<String, WorkspaceMachine> machines = new LinkedHashMap<>();
  private final Announcer announcer = new Announcer();
  private final AtomicBoolean checking = new AtomicBoolean();
  private final Set<Integer> passed = new TreeSet<>();
  private final Map<String, Boolean> answers = new HashMap<>();
  private final Map<String, PredictionOutcome> predictions = new HashMap<>();

  private volatile String learnerId;
  private volatile boolean recorded;
  private volatile WorkspaceState state = WorkspaceState.QUEUED;
  private volatile Optional<EndReason> end = Optional.empty();
  private volatile String message = "";
  private final Map<NetworkAccess, String> networks = new EnumMap<>(NetworkAccess.class);

  /**
   * @param recorded whether what its terminals print is kept
   * @param steps runs what this workspace does on the engine
   * @param places tells a workspace's place in the queue without waiting
   */
  Workspace(
      String id,
      String learnerId,
      Lab lab,
      Lifetime lifetime,
      boolean recorded,
      SerialQueue steps,
      Function<Workspace, OptionalInt> places) {
    this(id, learnerId, lab, lifetime, recorded, steps, places, Optional.empty());
  }

  /**
   * @param cohort whose seats it may have
   */
  Workspace(
      String id,
      String learnerId,
      Lab lab,
      Lifetime lifetime,
      boolean recorded,
      SerialQueue steps,
      Function<Workspace, OptionalInt> places,
      Optional<String> cohort) {
    this.id = id;
    this.learnerId = learnerId;
    this.lab = lab;
    this.lifetime = lifetime;
    this.recorded = recorded;
    this.steps = steps;
    this.places = places;
    this.cohort = cohort;
  }

  /** Only before anybody else knows the workspace. */
  void add(WorkspaceMachine machine) {
    machines.put(machine.name(), machine);
  }

  String id() {
    return id;
  }

  String learnerId() {
    return learnerId;
  }

  Lab lab() {
    return lab;
  }

  Lifetime lifetime() {
    return lifetime;
  }

  Optional<String> cohort() {
    return cohort;
  }

  /** Whether it waits for a learner, as one of the warm ones. */
  boolean pooled() {
    return learnerId.equals(WarmPool.OWNER);
  }

  /**
   * One that waits for a learner becomes this one's, and its time begins anew. Announces nothing:
   * the caller may hold another lock, and does it then.
   *
   * @return whether it still waited
   */
  synchronized boolean becomesOf(String learner, Instant now, Optional<Duration> time) {
    if (!pooled() || !live()) {
      return false;
    }
    learnerId = learner;
    lifetime.begin(now, time);
    return true;
  }

  boolean recorded() {
    return recorded;
  }

  /** What its terminals print is kept from now on. */
  void recordedFromNow() {
    recorded = true;
  }

  /** What a recording of this machine is called. */
  String titleOf(MachineDefinition machine) {
    return lab.title() + ": " + machine.title();
  }

  /** Where its work on the engine queues up. */
  SerialQueue steps() {
    return steps;
  }

  /** Before scripts run that the learner waits for; one at a time, until {@link #endCheck}. */
  void beginCheck() throws WorkspaceFailure {
    if (!checking.compareAndSet(false, true)) {
      throw new WorkspaceFailure(
          Reason.CHECK_RUNNING, "A check of this lab is still running. Wait for its result.");
    }
  }

  void endCheck() {
    checking.set(false);
  }

  Collection<WorkspaceMachine> machines() {
    return Collections.unmodifiableCollection(machines.values());
  }

  /** Its machines as they are now. */
  List<MachineDefinition> definitions() {
    return machines.values().stream().map(WorkspaceMachine::definition).toList();
  }

  Optional<WorkspaceMachine> machine(String name) {
    return Optional.ofNullable(machines.get(name));
  }

  WorkspaceState state() {
    return state;
  }

  Optional<EndReason> end() {
    return end;
  }

  String message() {
    return message;
  }

  /** Whether it is starting or ready: only then its machines are worked on. */
  boolean live() {
    return state == WorkspaceState.STARTING || state == WorkspaceState.READY;
  }

  /** Whether nothing of it is left. */
  boolean over() {
    return state == WorkspaceState.CLOSED || state == WorkspaceState.FAILED;
  }

  /**
   * The only way to change the workspace or its machines.
   *
   * @param step runs under the lock and must not wait; says whether it changed anything
   * @return what the step said
   */
  boolean change(BooleanSupplier step) {
    boolean changed;
    synchronized (this) {
      changed = step.getAsBoolean();
    }
    if (changed) {
      announcer.announce();
    }
    return changed;
  }

  /** A change that is made only while the workspace is starting or ready. */
  boolean changeLive(Runnable step) {
    return change(
        () -> {
          if (!live()) {
            return false;
          }
          step.run();
          return true;
        });
  }

  /** Tells everybody again, because something outside the workspace changed its view. */
  void announce() {
    announcer.announce();
  }

  Subscription watch(Runnable listener) {
    return announcer.add(listener);
  }

  /** Within {@link #change}. */
  void become(WorkspaceState next, String text) {
    state = next;
    message = text;
  }

  /** Within {@link #change}: what it has to say as long as it waits in the queue. */
  boolean waits(String text) {
    if (state == WorkspaceState.QUEUED) {
      message = text;
    }
    return state == WorkspaceState.QUEUED;
  }

  /** Within {@link #change}: what a ready workspace has to say about its end; may be empty. */
  boolean warned(String text) {
    if (state != WorkspaceState.READY || message.equals(text)) {
      return false;
    }
    message = text;
    return true;
  }

  /** Within {@link #change}. */
  void endsBecause(EndReason reason) {
    end = Optional.of(reason);
  }

  /** Within {@link #change}. */
  void networkIs(NetworkAccess access, String networkId) {
    networks.put(access, networkId);
  }

  /** Within {@link #change}; whether any of them is new. */
  boolean passed(Set<Integer> numbers) {
    return passed.addAll(numbers);
  }

  /** Within {@link #change}. */
  void answered(String question, boolean right) {
    answers.put(question, right);
  }

  /** Within {@link #change}; the first one stays unless it waits. Whether this is it. */
  boolean predicted(String id, PredictionOutcome outcome) {
    PredictionOutcome known = predictions.get(id);
    if (known != null && !known.waits()) {
      return false;
    }
    predictions.put(id, outcome);
    return true;
  }

  synchronized Optional<PredictionOutcome> prediction(String id) {
    return Optional.ofNullable(predictions.get(id));
  }

  synchronized Optional<String> network(NetworkAccess access) {
    return Optional.ofNullable(networks.get(access));
  }

  synchronized Optional<WorkspaceMachine> machineOf(String terminalId) {
    return machines.values().stream()
        .filter(machine -> machine.terminals().owns(terminalId))
        .findFirst();
  }

  synchronized Optional<Terminal> terminal(String terminalId) {
    return machines.values().stream()
        .flatMap(machine -> machine.terminals().find(terminalId).stream())
        .findFirst();
  }

  synchronized List<Terminal> terminals() {
    List<Terminal> all = new ArrayList<>();
    machines.values().forEach(machine -> all.addAll(machine.terminals().all()));
    return all;
  }

  synchronized WorkspaceView view() {
    return new WorkspaceView(
        id,
        learnerId,
        lab.id(),
        state,
        state == WorkspaceState.QUEUED ? places.apply(this) : OptionalInt.empty(),
        end,
        message,
        machines.values().stream().map(WorkspaceMachine::view).toList(),
        lifetime.created(),
        lifetime.expires(),
        lifetime.idleAt(),
        lifetime.extendable(),
        Set.copyOf(passed),
        Map.copyOf(answers),
        Map.copyOf(predictions),
        recorded,
        lifetime.paused());
  }

  synchronized WorkspaceRecord toRecord() {
    return new WorkspaceRecord(
        id,
        learnerId,
        lab.id(),
        state.name(),
        networks.values().stream().findFirst(),
        machines.values().stream().map(WorkspaceMachine::toRecord).toList(),
        lifetime.created(),
        lifetime.expires(),
        lifetime.used(),
        end.map(Enum::name),
        lifetime.terms(cohort));
  }
}
