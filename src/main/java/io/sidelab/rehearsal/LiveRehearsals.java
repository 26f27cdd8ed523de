package io.sidelab.rehearsal;

import io.sidelab.content.Lab;
import io.sidelab.content.LabCatalog;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.EngineInfo;
import io.sidelab.rehearsal.HostWatch.Host;
import io.sidelab.rehearsal.Rehearsal.Play;
import io.sidelab.store.ParticipantRecord;
import io.sidelab.store.WorkshopRecord;
import io.sidelab.workshop.Preparation;
import io.sidelab.workshop.WorkshopFailure;
import io.sidelab.workshop.WorkshopFailure.Reason;
import io.sidelab.workshop.WorkshopState;
import io.sidelab.workshop.Workshops;
import io.sidelab.workspace.Solutions;
import io.sidelab.workspace.Workspaces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rehearsals by robots of this server itself. Safe for use by any thread. */
public final class LiveRehearsals implements Rehearsals, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRehearsals.class);

  /** Reports of the latest workshops; each has some kilobytes. */
  private static final int KEPT = 100;

  /** Robots stop at once; their labs end side by side. A server must not wait for ever. */
  private static final Duration CLOSING = Duration.ofSeconds(60);

  /** Where the engine writes, unless it was told otherwise. */
  private static final Path ENGINE_FOLDER = Path.of("/var/lib/docker");

  private final Workshops workshops;
  private final Workspaces workspaces;
  private final Supplier<LabCatalog> labs;
  private final Stage stage;
  private final Clock clock;
  private final Map<String, Rehearsal> latest = new LinkedHashMap<>();
  private Optional<Thread> conductor = Optional.empty();
  private boolean closed;

  public LiveRehearsals(
      Workshops workshops,
      Workspaces workspaces,
      Supplier<LabCatalog> labs,
      Stage stage,
      Clock clock) {
    this.workshops = workshops;
    this.workspaces = workspaces;
    this.labs = labs;
    this.stage = stage;
    this.clock = clock;
  }

  @Override
  public RehearsalReport start(String instructorId, String workshopId, int learners, int minutes)
      throws WorkshopFailure {
    WorkshopRecord workshop = workshops.preparation().find(instructorId, workshopId);
    checkNumbers(workshop, learners, minutes);
    Leaving leaving = new Leaving(workshops, instructorId, workshopId);
    refuseOthers(leaving);
    HostWatch host = new HostWatch(new ProcFiles(Path.of("/proc")), host());
    Play play =
        new Play(
            stage.address().get(),
            new Solutions(stage.engine().machines()),
            workshop.code(),
            learners,
            labs(workshop),
            Duration.ofMinutes(minutes),
            workspaces.capacity().limit());
    Rehearsal rehearsal = new Rehearsal(play, host, leaving, clock);
    begin(workshop, rehearsal, () -> conduct(workshop, rehearsal, leaving));
    return rehearsal.report();
  }

  private static void checkNumbers(WorkshopRecord workshop, int learners, int minutes)
      throws WorkshopFailure {
    if (Preparation.state(workshop) == WorkshopState.ENDED) {
      throw new WorkshopFailure(
          Reason.WRONG_STATE, "This workshop is over. Open it again before you rehearse it.");
    }
    int most = Math.min(MOST_LEARNERS, workshop.seats());
    if (learners < 1 || learners > most) {
      throw new WorkshopFailure(
          Reason.INVALID,
          "Between 1 and "
              + most
              + " robots rehearse: as many as the workshop has seats, and "
              + MOST_LEARNERS
              + " at most.");
    }
    if (minutes < 1 || minutes > MOST_MINUTES) {
      throw new WorkshopFailure(
          Reason.INVALID, "A rehearsal takes between 1 and " + MOST_MINUTES + " minutes.");
    }
  }

  private static void refuseOthers(Leaving leaving) throws WorkshopFailure {
    List<ParticipantRecord> others = leaving.participants();
    if (!others.isEmpty()) {
      String names =
          others.stream().limit(3).map(ParticipantRecord::name).collect(Collectors.joining(", "));
      throw new WorkshopFailure(
          Reason.WRONG_STATE,
          "Learners are in this workshop ("
              + names
              + (others.size() > 3 ? ", …" : "")
              + "), and a rehearsal would disturb them. Rehearse before they join, or prepare"
              + " another workshop like this one for it.");
    }
  }

  private List<Lab> labs(WorkshopRecord workshop) {
    LabCatalog catalog = labs.get();
    return workshop.labs().stream().flatMap(id -> catalog.find(id).stream()).toList();
  }

  /** An engine with the very memory of this host is on it. Waits for the engine. */
  private Host host() {
    boolean same = false;
    int cpus = 0;
    try {
      EngineInfo info = stage.engine().info();
      ProcFiles here = new ProcFiles(Path.of("/proc"));
      same = here.totalMemory().equals(Optional.of(info.memoryBytes()));
      cpus = info.cpus();
    } catch (EngineFailure away) {
      LOG.info("a rehearsal begins without figures of the host: {}", away.getMessage());
    }
    return new Host(
        stage.engine().machines(),
        () -> stage.engine().machines().list(Map.of("io.sidelab.server", stage.serverId())),
        same,
        cpus,
        Files.isDirectory(ENGINE_FOLDER) ? ENGINE_FOLDER : stage.data());
  }

  private synchronized void begin(WorkshopRecord workshop, Rehearsal rehearsal, Runnable work)
      throws WorkshopFailure {
    if (closed || latest.values().stream().anyMatch(one -> !one.isOver())) {
      throw new WorkshopFailure(
          Reason.WRONG_STATE,
          "A rehearsal goes on on this server, of this workshop or another. Wait until it is"
              + " over.");
    }
    latest.remove(workshop.id());
    latest.put(workshop.id(), rehearsal);
    if (latest.size() > KEPT) {
      latest.remove(latest.keySet().iterator().next());
    }
    Thread thread = new Thread(work, "sidelab-rehearsal");
    conductor = Optional.of(thread);
    thread.start();
  }

  /** The workshop is as it was afterwards, unless somebody has come who counts on it. */
  private void conduct(WorkshopRecord workshop, Rehearsal rehearsal, Leaving leaving) {
    String instructorId = workshop.instructorId();
    boolean opened = Preparation.state(workshop) == WorkshopState.PREPARED;
    try {
      workshops.preparation().open(instructorId, workshop.id());
      rehearsal.run();
      if (opened && leaving.participants().isEmpty()) {
        workshops.preparation().takeBack(instructorId, workshop.id());
      }
    } catch (WorkshopFailure deleted) {
      LOG.info("workshop {} was deleted while it was rehearsed", workshop.id());
    } finally {
      rehearsal.over();
    }
  }

  @Override
  public Optional<RehearsalReport> latest(String instructorId, String workshopId)
      throws WorkshopFailure {
    return find(instructorId, workshopId).map(Rehearsal::report);
  }

  @Override
  public void stop(String instructorId, String workshopId) throws WorkshopFailure {
    find(instructorId, workshopId).ifPresent(Rehearsal::stop);
  }

  private Optional<Rehearsal> find(String instructorId, String workshopId) throws WorkshopFailure {
    workshops.preparation().find(instructorId, workshopId);
    synchronized (this) {
      return Optional.ofNullable(latest.get(workshopId));
    }
  }

  /** Stops a rehearsal, and waits until its robots are gone. */
  @Override
  public void close() {
    Optional<Thread> running;
    synchronized (this) {
      closed = true;
      latest.values().forEach(Rehearsal::stop);
      running = conductor;
    }
    running.ifPresent(LiveRehearsals::await);
  }

  private static void await(Thread thread) {
    try {
      thread.join(CLOSING.toMillis());
      if (thread.isAlive()) {
        LOG.warn("a rehearsal did not end in time; its robots are still in the workshop");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
