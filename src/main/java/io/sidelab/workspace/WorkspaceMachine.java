package io.sidelab.workspace;

import io.sidelab.content.MachineChoice;
import io.sidelab.content.MachineDefinition;
import io.sidelab.engine.MachineKind;
import io.sidelab.store.ChoiceRecord;
import io.sidelab.store.MachineRecord;
import io.sidelab.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One machine of a workspace. What changes here changes under the workspace's lock, through {@link
 * Workspace#change}; single fields may be read by any thread.
 */
final class WorkspaceMachine {
  private final MachineDefinition ofLab;
  private final MachineTerminals terminals;
  private final AtomicBoolean lookQueued = new AtomicBoolean();
  private final AtomicBoolean diskCheckQueued = new AtomicBoolean();

  private volatile MachineDefinition definition;
  private volatile Optional<MachineChange> change = Optional.empty();
  private volatile MachineState state = MachineState.WAITING;
  private volatile String message = "";
  private volatile String endNote = "";
  private volatile Optional<String> engineId = Optional.empty();
  private volatile Optional<String> accelerator = Optional.empty();
  private volatile Optional<Long> promptMillis = Optional.empty();
  private volatile Optional<WatchedTty> tty = Optional.empty();
  private volatile Instant exitedAt = Instant.EPOCH;
  private volatile Instant seenRunning = Instant.EPOCH;
  private volatile Instant nextDiskCheck = Instant.EPOCH;
  private volatile DiskGrace diskGrace = DiskGrace.NONE;
  private volatile int run;
  private volatile boolean filesPlaced;

  WorkspaceMachine(MachineDefinition definition, Terminal terminal) {
    this.ofLab = definition;
    this.definition = definition;
    this.terminals = new MachineTerminals(terminal);
  }

  /** As it is now: as the lab has it, or as its learner chose. */
  MachineDefinition definition() {
    return definition;
  }

  /** As the lab has it. */
  MachineDefinition ofLab() {
    return ofLab;
  }

  /** A choice that is on its way, or the last one that came to nothing. */
  Optional<MachineChange> change() {
    return change;
  }

  String name() {
    return definition.name();
  }

  boolean isVm() {
    return definition.kind() == MachineDefinition.Kind.VM;
  }

  MachineTerminals terminals() {
    return terminals;
  }

  MachineState state() {
    return state;
  }

  String message() {
    return message;
  }

  Optional<String> engineId() {
    return engineId;
  }

  Optional<String> accelerator() {
    return accelerator;
  }

  Optional<Long> promptMillis() {
    return promptMillis;
  }

  Instant exitedAt() {
    return exitedAt;
  }

  Instant seenRunning() {
    return seenRunning;
  }

  /** Counts the starts, so that what was found out about an earlier run can be told apart. */
  int run() {
    return run;
  }

  /** What to say at the next exit, when the server itself brings it about. */
  String endNote() {
    return endNote;
  }

  boolean filesPlaced() {
    return filesPlaced;
  }

  /** Whether its first process was started and is not known to have ended. */
  boolean started() {
    return run > 0 && (state == MachineState.STARTING || state == MachineState.READY);
  }

  /** Whether nothing more is to be expected before the lab can go on without or with it. */
  boolean settled() {
    return state == MachineState.READY
        || state == MachineState.EXITED
        || state == MachineState.FAILED
        || started();
  }

  boolean attached() {
    return tty.isPresent() && !tty.get().ended();
  }

  boolean everAttached() {
    return tty.isPresent();
  }

  void waiting(String why) {
    state = MachineState.WAITING;
    message = why;
  }

  void made(String id, Optional<String> runsUnder) {
    engineId = Optional.of(id);
    accelerator = runsUnder;
    state = MachineState.STARTING;
    message = "";
  }

  /** Found on the engine by a new server. */
  void found(String id, boolean hasItsFiles) {
    engineId = Optional.of(id);
    filesPlaced = hasItsFiles;
  }

  /** What a new server finds out again about a VM of an earlier one. */
  void runsUnder(String kind) {
    accelerator = Optional.of(kind);
  }

  /** A choice begins, unless another one is under way. */
  boolean begins(MachineChange choice) {
    if (change.filter(other -> !other.failed()).isPresent()) {
      return false;
    }
    change = Optional.of(choice);
    return true;
  }

  boolean forgetChange() {
    change = Optional.empty();
    return true;
  }

  void changeSays(String text) {
    change = change.map(choice -> choice.saying(text));
  }

  void changeFailed(String why) {
    change = change.map(choice -> choice.failing(why));
  }

  /** Another machine takes its place: nothing that was found out about the old one holds. */
  void remade(MachineDefinition next, String id, Optional<String> runsUnder) {
    definition = next;
    change = Optional.empty();
    promptMillis = Optional.empty();
    diskGrace = DiskGrace.NONE;
    filesPlaced = false;
    made(id, runsUnder);
  }

  void awaitLastWords(Duration time) {
    try {
      if (tty.isPresent()) {
        tty.get().awaitEnd(time);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  void unmade() {
    engineId = Optional.empty();
  }

  void starting(String why) {
    state = MachineState.STARTING;
    message = why;
    endNote = "";
    run++;
  }

  /** The engine says that it runs: an exit after this is no fault of the engine's. */
  void seenRunning(Instant now) {
    seenRunning = now;
  }

  /** Taken by whoever starts it again, so that nobody else does. */
  void startsAgain() {
    state = MachineState.STARTING;
    message = "";
    run++;
  }

  void connected(WatchedTty connected) {
    tty = Optional.of(connected);
  }

  void ready(String note) {
    state = MachineState.READY;
    message = note;
  }

  void say(String text) {
    message = text;
  }

  /** Takes back exactly this text. */
  void unsay(String text) {
    if (message.equals(text)) {
      message = "";
    }
  }

  void willEnd(String note) {
    endNote = note;
  }

  void exited(String how, Instant when) {
    state = MachineState.EXITED;
    message = how;
    exitedAt = when;
  }

  void failed(String why) {
    state = MachineState.FAILED;
    message = why;
  }

  void prompted(long millis) {
    promptMillis = Optional.of(millis);
  }

  void placedFiles() {
    filesPlaced = true;
  }

  /** A VM's disk begins anew with each start; a container keeps its own. */
  void lostFiles() {
    filesPlaced = false;
  }

  /** Only one look at the machine waits at a time: it sees whatever happened before it begins. */
  boolean queueLook() {
    return lookQueued.compareAndSet(false, true);
  }

  void beginLook() {
    lookQueued.set(false);
  }

  boolean queueDiskCheck(Instant now) {
    return !now.isBefore(nextDiskCheck) && diskCheckQueued.compareAndSet(false, true);
  }

  void endDiskCheck(Instant next) {
    nextDiskCheck = next;
    diskCheckQueued.set(false);
  }

  DiskGrace diskGrace() {
    return diskGrace;
  }

  void grant(DiskGrace granted) {
    diskGrace = granted;
  }

  MachineView view() {
    return new MachineView(
        name(),
        definition.title(),
        isVm() ? MachineKind.VM : MachineKind.CONTAINER,
        definition.image(),
        state,
        message,
        terminals.firstId(),
        terminals.furtherIds(),
        accelerator,
        promptMillis,
        engineId,
        definition.memoryBytes(),
        definition.cpus(),
        definition.choices().any(),
        change);
  }

  MachineRecord toRecord() {
    Optional<ChoiceRecord> choice =
        Optional.of(definition.choice())
            .filter(chosen -> !chosen.equals(ofLab.choice()))
            .map(one -> new ChoiceRecord(one.image(), one.memoryBytes(), one.cpus()));
    return new MachineRecord(name(), engineId, terminals.firstId(), promptMillis, choice);
  }

  /** Takes over what an earlier server measured and its learner chose. */
  void remember(MachineRecord record) {
    engineId = record.engineId();
    promptMillis = record.promptMillis();
    definition =
        record
            .choice()
            .map(one -> new MachineChoice(one.image(), one.memoryBytes(), one.cpus()))
            .map(ofLab::with)
            .orElse(ofLab);
  }
}
