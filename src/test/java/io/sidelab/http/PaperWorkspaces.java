package io.sidelab.http;

import io.sidelab.content.Lab;
import io.sidelab.engine.MachineKind;
import io.sidelab.engine.RunningCommand;
import io.sidelab.engine.Subscription;
import io.sidelab.image.ImageStatus;
import io.sidelab.terminal.Terminal;
import io.sidelab.workspace.Activity;
import io.sidelab.workspace.AnswerOutcome;
import io.sidelab.workspace.Capacity;
import io.sidelab.workspace.CheckOutcome;
import io.sidelab.workspace.Cohorts;
import io.sidelab.workspace.EndReason;
import io.sidelab.workspace.FileListing;
import io.sidelab.workspace.FilePiece;
import io.sidelab.workspace.MachineOffer;
import io.sidelab.workspace.MachineState;
import io.sidelab.workspace.MachineView;
import io.sidelab.workspace.MachineWish;
import io.sidelab.workspace.PredictionOutcome;
import io.sidelab.workspace.StartTerms;
import io.sidelab.workspace.WorkspaceFailure;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import io.sidelab.workspace.WorkspaceState;
import io.sidelab.workspace.WorkspaceView;
import io.sidelab.workspace.Workspaces;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Workspaces that exist on paper only: every state by hand, no machine behind it. */
final class PaperWorkspaces implements Workspaces {
  static final Instant CREATED = Instant.parse("2026-03-01T10:00:00Z");

  final List<String> calls = new CopyOnWriteArrayList<>();
  volatile int limit = 5;
  volatile Exception trouble;
  volatile Terminal terminal;

  private final Map<String, WorkspaceView> views = new ConcurrentHashMap<>();
  private final Map<Object, Consumer<WorkspaceView>> watchers = new ConcurrentHashMap<>();

  /** Told of each start. */
  volatile Consumer<WorkspaceView> started = view -> {};

  private final AtomicInteger numbers = new AtomicInteger();

  /** Changes a workspace and tells those who watch. */
  void change(String id, UnaryOperator<WorkspaceView> change) {
    WorkspaceView view = views.compute(id, (key, old) -> change.apply(old));
    watchers.values().forEach(watcher -> watcher.accept(view));
  }

  void endAll() {
    views.replaceAll((id, view) -> in(view, WorkspaceState.CLOSED, ""));
  }

  int watchers() {
    return watchers.size();
  }

  void forget(String id) {
    views.remove(id);
    watchers.values().forEach(watcher -> watcher.accept(null));
  }

  static WorkspaceView in(WorkspaceView view, WorkspaceState state, String message) {
    return new WorkspaceView(
        view.id(),
        view.learnerId(),
        view.labId(),
        state,
        OptionalInt.empty(),
        state == WorkspaceState.CLOSED
            ? Optional.of(EndReason.CLOSED_BY_LEARNER)
            : Optional.empty(),
        message,
        view.machines(),
        view.created(),
        view.expires(),
        view.idleAt(),
        view.extendable(),
        view.passed(),
        view.answers(),
        view.predictions(),
        view.recorded(),
        view.paused());
  }

  private void fail() throws WorkspaceFailure {
    if (trouble instanceof WorkspaceFailure failure) {
      throw failure;
    }
    if (trouble instanceof RuntimeException broken) {
      throw broken;
    }
  }

  @Override
  public WorkspaceView start(String learnerId, Lab lab, StartTerms terms) throws WorkspaceFailure {
    fail();
    boolean full = capacity().full();
    int number = numbers.incrementAndGet();
    WorkspaceView view =
        new WorkspaceView(
            "w" + number,
            learnerId,
            lab.id(),
            full ? WorkspaceState.QUEUED : WorkspaceState.STARTING,
            full ? OptionalInt.of(1) : OptionalInt.empty(),
            Optional.empty(),
            "",
            List.of(
                machine("box", MachineKind.CONTAINER, "debian:12", Optional.empty()),
                machine("vm", MachineKind.VM, "sidelab/vm-debian", Optional.of("tcg"))),
            CREATED.plusSeconds(number),
            CREATED.plusSeconds(7200),
            CREATED.plusSeconds(1800),
            true,
            Set.of(2, 1),
            Map.of("q1", true),
            Map.of(),
            terms.recorded(),
            false);
    views.put(view.id(), view);
    started.accept(view);
    return view;
  }

  private static MachineView machine(
      String name, MachineKind kind, String image, Optional<String> accelerator) {
    return new MachineView(
        name,
        "The " + name,
        kind,
        image,
        MachineState.STARTING,
        "",
        "t-" + name,
        List.of(),
        accelerator,
        Optional.empty(),
        Optional.of("engine-secret-" + name),
        256L << 20,
        1,
        name.equals("box"),
        Optional.empty());
  }

  String learnerOf(String id) {
    return views.get(id).learnerId();
  }

  @Override
  public WorkspaceView find(String learnerId, String id) throws WorkspaceFailure {
    fail();
    WorkspaceView view = views.get(id);
    if (view == null || !view.learnerId().equals(learnerId)) {
      throw new WorkspaceFailure(Reason.NOT_FOUND, "There is no such workspace.");
    }
    return view;
  }

  @Override
  public List<WorkspaceView> of(String learnerId) {
    return views.values().stream()
        .filter(view -> view.learnerId().equals(learnerId))
        .filter(view -> view.state() != WorkspaceState.CLOSED)
        .sorted(Comparator.comparing(WorkspaceView::created).reversed())
        .toList();
  }

  private void note(String learnerId, String id, String call) throws WorkspaceFailure {
    find(learnerId, id);
    calls.add(id + " " + call);
  }

  @Override
  public void close(String learnerId, String id) throws WorkspaceFailure {
    note(learnerId, id, "close");
    change(id, view -> in(view, WorkspaceState.CLOSED, ""));
  }

  @Override
  public void end(String learnerId, String id, EndReason reason) throws WorkspaceFailure {
    note(learnerId, id, "end " + reason);
  }

  @Override
  public void pause(String learnerId, String id) {
    calls.add(id + " pause");
  }

  @Override
  public void resume(String learnerId, String id) {
    calls.add(id + " resume");
  }

  @Override
  public Cohorts cohorts() {
    return new PaperCohorts(calls);
  }

  @Override
  public WorkspaceView extend(String learnerId, String id) throws WorkspaceFailure {
    note(learnerId, id, "extend");
    return views.get(id);
  }

  @Override
  public CheckOutcome check(String learnerId, String id, int step) throws WorkspaceFailure {
    note(learnerId, id, "check " + step);
    return new CheckOutcome(false, "Type uname -r first.", "nothing found");
  }

  @Override
  public AnswerOutcome answer(String learnerId, String id, String question, Set<Integer> choices)
      throws WorkspaceFailure {
    note(learnerId, id, "answer " + question + " " + choices);
    return new AnswerOutcome(choices.equals(Set.of(0)), "<p>Because.</p>");
  }

  @Override
  public PredictionOutcome predict(String learnerId, String id, String prediction, String guess)
      throws WorkspaceFailure {
    note(learnerId, id, "predict " + prediction + " " + guess);
    return new PredictionOutcome(guess, "<b>42</b>", "<p>Because.</p>");
  }

  @Override
  public FileListing files(String learnerId, String id, String machine, String path)
      throws WorkspaceFailure {
    note(learnerId, id, "files " + machine + " " + path);
    return new FileListing(path, List.of(), false);
  }

  @Override
  public byte[] readFile(String learnerId, String id, String machine, String path)
      throws WorkspaceFailure {
    fail();
    note(learnerId, id, "read " + machine + " " + path);
    return "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public List<Integer> ports(String learnerId, String id, String machine) throws WorkspaceFailure {
    fail();
    note(learnerId, id, "ports " + machine);
    return List.of(22, 8000);
  }

  @Override
  public RunningCommand connect(String learnerId, String id, String machine, int port)
      throws WorkspaceFailure {
    throw new WorkspaceFailure(WorkspaceFailure.Reason.WRONG_STATE, "There are no ports on paper.");
  }

  @Override
  public void writeFile(String learnerId, String id, String machine, FilePiece piece)
      throws WorkspaceFailure {
    String text = new String(piece.bytes(), StandardCharsets.UTF_8);
    note(learnerId, id, "write " + machine + " " + piece.path() + " " + piece.offset() + text);
  }

  @Override
  public void type(String learnerId, String id, int step, int block, String terminalId)
      throws WorkspaceFailure {
    note(learnerId, id, "type " + step + " " + block + " " + terminalId);
  }

  @Override
  public String openTerminal(String learnerId, String id, String machine) throws WorkspaceFailure {
    note(learnerId, id, "open " + machine);
    return "t-new";
  }

  @Override
  public void closeTerminal(String learnerId, String id, String terminalId)
      throws WorkspaceFailure {
    note(learnerId, id, "close-terminal " + terminalId);
  }

  @Override
  public void restart(String learnerId, String id, String machine) throws WorkspaceFailure {
    note(learnerId, id, "restart " + machine);
  }

  @Override
  public void reset(String learnerId, String id, String machine) throws WorkspaceFailure {
    fail();
    note(learnerId, id, "reset " + machine);
  }

  @Override
  public MachineOffer offer(String learnerId, String id, String machine) throws WorkspaceFailure {
    note(learnerId, id, "offer " + machine);
    return new MachineOffer(
        List.of(
            new MachineOffer.OfferedImage(
                "debian:12",
                "Debian 12",
                "The usual one",
                "70 MB",
                Optional.of(74_300_000L),
                new ImageStatus(
                    "debian:12", ImageStatus.State.UNKNOWN, "", "", OptionalInt.empty()))),
        Optional.of(new MachineOffer.MemoryOffer(64L << 20, 512L << 20)),
        Optional.empty(),
        8L << 30,
        4);
  }

  @Override
  public void choose(String learnerId, String id, String machine, MachineWish wish)
      throws WorkspaceFailure {
    fail();
    note(learnerId, id, "choose " + machine + " " + wish);
  }

  @Override
  public Terminal terminal(String learnerId, String terminalId) throws WorkspaceFailure {
    if (terminal == null || of(learnerId).isEmpty()) {
      throw new WorkspaceFailure(Reason.NOT_FOUND, "There is no such terminal.");
    }
    return terminal;
  }

  @Override
  public List<Terminal> terminals(String learnerId, String id) throws WorkspaceFailure {
    find(learnerId, id);
    return terminal == null ? List.of() : List.of(terminal);
  }

  @Override
  public void used(String learnerId, String id) throws WorkspaceFailure {
    note(learnerId, id, "used");
  }

  @Override
  public Capacity capacity() {
    int running =
        (int) views.values().stream().filter(v -> v.state() != WorkspaceState.CLOSED).count();
    return new Capacity(running, limit, 0);
  }

  @Override
  public Subscription follow(Consumer<Activity> listener) {
    return () -> {};
  }

  @Override
  public Subscription watch(String learnerId, String id, Consumer<WorkspaceView> listener)
      throws WorkspaceFailure {
    find(learnerId, id);
    Object key = new Object();
    watchers.put(key, listener);
    return () -> watchers.remove(key);
  }

  @Override
  public void close() {}
}
