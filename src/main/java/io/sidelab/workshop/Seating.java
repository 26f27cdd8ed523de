package io.sidelab.workshop;

import io.sidelab.content.Lab;
import io.sidelab.store.WorkshopRecord;
import io.sidelab.workshop.WorkshopFailure.Reason;
import io.sidelab.workspace.Cohorts;
import io.sidelab.workspace.SeatReport;
import io.sidelab.workspace.SeatRequest;
import io.sidelab.workspace.Warmth;
import io.sidelab.workspace.WorkspaceFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seats of workshops: whether they fit, held free while a workshop is on, and workspaces kept warm
 * in them.
 */
public final class Seating {
  private static final Logger LOG = LoggerFactory.getLogger(Seating.class);

  /** Time to warm up a class of forty, and for those who come early. */
  static final Duration BEFORE = Duration.ofMinutes(30);

  /** A workshop that nobody ended is over for good when even the longest class has gone home. */
  static final Duration FORGOTTEN = Duration.ofHours(12);

  private final Workshops workshops;
  private final Clock clock;
  private final Set<String> held = ConcurrentHashMap.newKeySet();
  private final Map<String, String> refused = new ConcurrentHashMap<>();

  Seating(Workshops workshops, Clock clock) {
    this.workshops = workshops;
    this.clock = clock;
  }

  /**
   * Whether a plan's seats fit.
   *
   * @param workshopId of the workshop that is planned anew; empty for a new one
   * @param promised seats of other workshops at that time, which are counted as taken
   */
  public record Fit(SeatReport report, int promised) {}

  /** May wait for the engine's figures. */
  public Fit fit(Plan plan, Optional<String> workshopId) throws WorkshopFailure {
    plan.check();
    int promised =
        workshops.store().workshops().stream()
            .filter(other -> !workshopId.equals(Optional.of(other.id())))
            .filter(other -> !held.contains(other.id()))
            .filter(other -> Preparation.state(other) != WorkshopState.ENDED)
            .filter(other -> overlaps(other, plan))
            .mapToInt(WorkshopRecord::seats)
            .sum();
    SeatRequest request = new SeatRequest(plan.seats() + promised, labs(plan.labs()), workshopId);
    return new Fit(cohorts().report(request), promised);
  }

  private static boolean overlaps(WorkshopRecord other, Plan plan) {
    return other.starts().isBefore(plan.ends()) && plan.starts().isBefore(other.ends());
  }

  /** Keeps workspaces of a lab ready; a number that is met or lowered ends what is too much. */
  public void warm(String instructorId, String workshopId, String labId, int count)
      throws WorkshopFailure {
    WorkshopRecord workshop = workshops.owned(instructorId, workshopId);
    if (count < 0 || count > workshop.seats()) {
      throw new WorkshopFailure(
          Reason.INVALID, "Warm up between 0 and " + workshop.seats() + ", the workshop's seats.");
    }
    Lab lab =
        Optional.of(labId)
            .filter(workshop.labs()::contains)
            .flatMap(workshops::lab)
            .orElseThrow(
                () -> new WorkshopFailure(Reason.NOT_FOUND, "This workshop has no such lab."));
    if (!hold(workshop)) {
      throw new WorkshopFailure(
          Reason.NO_ROOM, refused.getOrDefault(workshopId, "There is no room for the seats now."));
    }
    cohorts().warm(workshopId, lab, count);
  }

  public Warmth warmth(String instructorId, String workshopId) throws WorkshopFailure {
    workshops.owned(instructorId, workshopId);
    return cohorts().warmth(workshopId);
  }

  /** Whether the workshop's seats are held free now. */
  public boolean isHeld(String workshopId) {
    return held.contains(workshopId);
  }

  /** Why they are not, where they should be. */
  public Optional<String> problem(String workshopId) {
    return Optional.ofNullable(refused.get(workshopId));
  }

  /** Holds and gives back what is due. On the workshops' clock thread; waits for the engine. */
  void sweep() {
    Instant now = clock.instant();
    Set<String> due = new HashSet<>();
    for (WorkshopRecord workshop : workshops.store().workshops()) {
      if (Preparation.state(workshop) == WorkshopState.ENDED) {
        continue;
      }
      if (now.isAfter(workshop.ends().plus(FORGOTTEN))) {
        workshops.preparation().endByItself(workshop);
      } else if (isDue(workshop, now)) {
        due.add(workshop.id());
        if (!held.contains(workshop.id())) {
          hold(workshop);
        }
      }
    }
    held.stream().filter(id -> !due.contains(id)).toList().forEach(this::release);
    refused.keySet().retainAll(due);
  }

  /** From some time before it starts, or from when it was opened, until it ends. */
  private static boolean isDue(WorkshopRecord workshop, Instant now) {
    boolean begun =
        Preparation.state(workshop) == WorkshopState.OPEN
            || !now.isBefore(workshop.starts().minus(BEFORE));
    return begun && now.isBefore(workshop.ends());
  }

  /** Whether the seats are held; also after a plan was changed. */
  boolean hold(WorkshopRecord workshop) {
    try {
      cohorts().hold(workshop.id(), workshop.seats(), labs(workshop.labs()));
      held.add(workshop.id());
      refused.remove(workshop.id());
      return true;
    } catch (WorkspaceFailure none) {
      LOG.info("seats of workshop {} are not held: {}", workshop.id(), none.getMessage());
      refused.put(workshop.id(), none.getMessage());
      return false;
    }
  }

  void holdAgain(WorkshopRecord workshop) {
    if (held.contains(workshop.id())) {
      hold(workshop);
    }
  }

  void release(String workshopId) {
    cohorts().release(workshopId);
    held.remove(workshopId);
  }

  private List<Lab> labs(List<String> ids) {
    return ids.stream().flatMap(id -> workshops.lab(id).stream()).toList();
  }

  private Cohorts cohorts() {
    return workshops.workspaces().cohorts();
  }
}
