package io.sidelab.workshop;

import io.sidelab.content.Lab;
import io.sidelab.content.LabCatalog;
import io.sidelab.engine.Subscription;
import io.sidelab.store.AssignmentRecord;
import io.sidelab.store.ParticipantRecord;
import io.sidelab.store.WorkshopRecord;
import io.sidelab.store.WorkshopStore;
import io.sidelab.workshop.WorkshopFailure.Reason;
import io.sidelab.workspace.Activity;
import io.sidelab.workspace.Workspaces;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All workshops of this server. What an instructor asks names them, and finds only their own
 * workshops; what a learner asks names the learner. Safe for use by any thread.
 */
public final class Workshops implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Workshops.class);

  /** Seats are held and given back so much late at the most. */
  private static final Duration SWEEP = Duration.ofSeconds(5);

  /** A sweep may wait for one figure of the engine. */
  private static final Duration LAST_SWEEP = Duration.ofSeconds(35);

  /** Of a check's words in an event: a sentence or two. */
  private static final int LONGEST_DETAIL = 400;

  private final WorkshopStore store;
  private final Workspaces workspaces;
  private final Supplier<LabCatalog> labs;
  private final Map<String, Classroom> rooms = new ConcurrentHashMap<>();
  private final Map<String, AssignmentRecord> assignments = new ConcurrentHashMap<>();
  private final Map<String, String> workshopOf = new ConcurrentHashMap<>();
  private final Clock clock;
  private final Subscription news;
  private final ScheduledExecutorService timer;
  private final Seating seating;
  private final Preparation preparation;
  private final Joining joining;
  private final Attendance attendance;
  private final Lesson lesson;
  private final Tower tower;
  private final Guesses guesses;
  private final Keeping keeping;
  private final Afterwards afterwards;
  private final Retention retention;

  public Workshops(
      WorkshopStore store,
      Workspaces workspaces,
      Supplier<LabCatalog> labs,
      Keeping keeping,
      Clock clock) {
    this.store = store;
    this.workspaces = workspaces;
    this.labs = labs;
    this.clock = clock;
    Codes codes = new Codes();
    this.seating = new Seating(this, clock);
    this.preparation = new Preparation(this, codes, clock);
    this.joining = new Joining(this, codes, clock);
    this.attendance = new Attendance(this);
    this.lesson = new Lesson(this, clock);
    this.tower = new Tower(this, clock);
    this.guesses = new Guesses(this);
    this.keeping = keeping;
    this.afterwards = new Afterwards(this, keeping.ended(), clock);
    this.retention = new Retention(this, keeping.ended(), clock);
    this.news = workspaces.follow(this::heard);
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> new Thread(work, "sidelab-workshop-clock"));
  }

  /**
   * Goes on with the workshops of an earlier server, and begins to hold seats. Once, when
   * workspaces of that server are known.
   */
  public void start() {
    store.workshops().forEach(workshop -> remember(workshop.id()));
    timer.scheduleWithFixedDelay(this::sweep, 0, SWEEP.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    try {
      seating.sweep();
    } catch (RuntimeException failure) {
      LOG.warn("seats of workshops were not looked at", failure);
    }
    try {
      retention.sweep();
    } catch (RuntimeException failure) {
      LOG.warn("workshops of long ago were not looked at", failure);
    }
  }

  /** Whether seats fit, and who holds them. */
  public Seating seating() {
    return seating;
  }

  /** Plans and their life. */
  public Preparation preparation() {
    return preparation;
  }

  /** How learners get in. */
  public Joining joining() {
    return joining;
  }

  /** What learners do in a class. */
  public Attendance attendance() {
    return attendance;
  }

  /** What the instructor does with a class. */
  public Lesson lesson() {
    return lesson;
  }

  /** What the instructor sees of a class. */
  public Tower tower() {
    return tower;
  }

  /** What a class guessed. */
  public Guesses guesses() {
    return guesses;
  }

  /** What is left for the instructor. */
  public Afterwards afterwards() {
    return afterwards;
  }

  /** Before their workspaces are: nobody would know any more whose recordings these are. */
  void forgetRecordings(List<AssignmentRecord> labs) {
    keeping.recordings().accept(labs.stream().map(AssignmentRecord::workspaceId).toList());
  }

  WorkshopStore store() {
    return store;
  }

  Workspaces workspaces() {
    return workspaces;
  }

  Classroom room(String workshopId) {
    return rooms.computeIfAbsent(workshopId, id -> new Classroom(id, store, clock));
  }

  void forgetRoom(String workshopId) {
    rooms.remove(workshopId);
  }

  Optional<Lab> lab(String id) {
    return labs.get().find(id);
  }

  /** The instructor's own workshop. */
  WorkshopRecord owned(String instructorId, String workshopId) throws WorkshopFailure {
    return store
        .workshop(workshopId)
        .filter(workshop -> workshop.instructorId().equals(instructorId))
        .orElseThrow(
            () ->
                new WorkshopFailure(
                    Reason.NOT_FOUND,
                    "There is no such workshop of yours. It may have been deleted."));
  }

  ParticipantRecord participant(String workshopId, String participantId) throws WorkshopFailure {
    return store.participants(workshopId).stream()
        .filter(one -> one.id().equals(participantId))
        .findFirst()
        .orElseThrow(
            () ->
                new WorkshopFailure(
                    Reason.NOT_FOUND, "There is no such learner in this workshop any more."));
  }

  /** From now on what happens in the workspace happens in the workshop. */
  void assign(String workshopId, AssignmentRecord assignment) {
    store.assign(assignment.workspaceId(), assignment.participantId());
    assignments.put(assignment.workspaceId(), assignment);
    workshopOf.put(assignment.workspaceId(), workshopId);
  }

  /** The workshop that a workspace was started in. */
  public Optional<String> workshopOf(String workspaceId) {
    return Optional.ofNullable(workshopOf.get(workspaceId));
  }

  private void remember(String workshopId) {
    for (AssignmentRecord assignment : store.assignments(workshopId)) {
      assignments.put(assignment.workspaceId(), assignment);
      workshopOf.put(assignment.workspaceId(), workshopId);
    }
  }

  /** After learners were deleted. */
  void forget(String workshopId) {
    workshopOf.values().removeIf(workshopId::equals);
    assignments.keySet().retainAll(workshopOf.keySet());
    remember(workshopId);
  }

  private void heard(Activity activity) {
    AssignmentRecord assignment = assignments.get(activity.workspaceId());
    String workshopId = workshopOf.get(activity.workspaceId());
    if (assignment == null || workshopId == null) {
      return;
    }
    String detail = activity.detail();
    room(workshopId)
        .ledger()
        .write(
            Optional.of(assignment.participantId()),
            kind(activity.kind()),
            activity.workspaceId(),
            activity.labId(),
            activity.step(),
            detail.substring(0, Math.min(LONGEST_DETAIL, detail.length())));
  }

  private static EventKind kind(Activity.Kind kind) {
    return switch (kind) {
      case CHECK_PASSED -> EventKind.CHECK_PASSED;
      case CHECK_FAILED -> EventKind.CHECK_FAILED;
      case ANSWERED_RIGHT -> EventKind.ANSWERED_RIGHT;
      case ANSWERED_WRONG -> EventKind.ANSWERED_WRONG;
      case PREDICTED -> EventKind.PREDICTED;
      case ENDED -> EventKind.LAB_ENDED;
    };
  }

  /** Takes no more news. Workspaces and store are closed by whoever made them, after this. */
  @Override
  public void close() {
    news.close();
    timer.shutdownNow();
    try {
      if (!timer.awaitTermination(LAST_SWEEP.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("the workshops' clock did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
