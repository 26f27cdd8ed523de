package io.sidelab.workspace;

import io.sidelab.content.Lab;
import io.sidelab.workspace.SeatReport.Need;
import io.sidelab.workspace.SeatReport.Resource;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Held seats and warm workspaces of this server. Its lock makes what is checked and what is held
 * one step; of other locks only the admission's is taken with it, and the engine is asked before.
 */
final class LiveCohorts implements Cohorts {
  private static final Logger LOG = LoggerFactory.getLogger(LiveCohorts.class);

  private final Admission admission;
  private final Registry registry;
  private final Starter starter;
  private final WarmPool pool;
  private final HostLook host;
  private final Map<String, Hold> holds = new HashMap<>();

  private record Hold(int seats, List<Lab> labs) {}

  LiveCohorts(
      Admission admission, Registry registry, Starter starter, WarmPool pool, HostLook host) {
    this.admission = admission;
    this.registry = registry;
    this.starter = starter;
    this.pool = pool;
    this.host = host;
  }

  @Override
  public SeatReport report(SeatRequest request) {
    return report(request, host.figures());
  }

  private synchronized SeatReport report(SeatRequest request, Optional<HostFigures> figures) {
    TakenByOthers others = takenByOthers(request.cohort());
    return figures
        .map(known -> new SeatArithmetic(request, known, others).report())
        .orElseGet(() -> SeatArithmetic.withoutEngine(request, others));
  }

  /** A cohort's workspaces within its seats are counted with the seats. */
  private TakenByOthers takenByOthers(Optional<String> cohort) {
    long memory = admission.setAside();
    long disk = 0;
    for (Map.Entry<String, Hold> other : holds.entrySet()) {
      if (cohort.filter(other.getKey()::equals).isEmpty()) {
        Hold hold = other.getValue();
        memory +=
            Math.max(hold.seats(), running(other.getKey()))
                * SeatArithmetic.seatMemory(hold.labs());
        disk += admission.seatsLeft(other.getKey()) * SeatArithmetic.seatDisk(hold.labs());
      }
    }
    for (Workspace running : registry.all()) {
      boolean its = cohort.isPresent() && running.cohort().equals(cohort);
      boolean seated = running.cohort().filter(holds::containsKey).isPresent();
      if (running.live() && !its && !seated) {
        memory += Room.memory(running.definitions());
      }
    }
    int places = admission.limit() - admission.placesFor(cohort);
    return new TakenByOthers(admission.limit(), places, memory, disk);
  }

  private long running(String cohort) {
    return registry.all().stream()
        .filter(one -> one.live() && one.cohort().filter(cohort::equals).isPresent())
        .count();
  }

  @Override
  public void hold(String cohort, int seats, List<Lab> labs) throws WorkspaceFailure {
    SeatRequest request = new SeatRequest(seats, labs, Optional.of(cohort));
    List<Workspace> admitted = hold(request, cohort, host.figures());
    LOG.info("{} seats are held for cohort {}", seats, cohort);
    goOn(admitted);
  }

  private synchronized List<Workspace> hold(
      SeatRequest request, String cohort, Optional<HostFigures> figures) throws WorkspaceFailure {
    SeatReport report = report(request, figures);
    if (!smaller(cohort, request)) {
      refuse(report, onlyPlaces(cohort));
    }
    List<Workspace> admitted =
        admission
            .holdSeats(cohort, request.seats())
            .orElseThrow(
                () ->
                    new WorkspaceFailure(
                        Reason.NO_ROOM,
                        "Learners gave their machines more memory than usual, and what is left is"
                            + " too little for these seats. Try again when some of them have"
                            + " ended, or plan fewer seats."));
    holds.put(cohort, new Hold(request.seats(), request.labs()));
    return admitted;
  }

  private boolean smaller(String cohort, SeatRequest request) {
    Hold now = holds.get(cohort);
    return now != null
        && request.seats() <= now.seats()
        && SeatArithmetic.seatMemory(request.labs()) <= SeatArithmetic.seatMemory(now.labs())
        && SeatArithmetic.seatDisk(request.labs()) <= SeatArithmetic.seatDisk(now.labs());
  }

  /** It has workspaces of an earlier server: what they wrote is not to count against them. */
  private boolean onlyPlaces(String cohort) {
    return !holds.containsKey(cohort) && running(cohort) > 0;
  }

  private static void refuse(SeatReport report, boolean onlyPlaces) throws WorkspaceFailure {
    String missing =
        report.needs().stream()
            .filter(need -> need.refuses() && need.resource() != Resource.ENGINE)
            .filter(need -> !onlyPlaces || need.resource() == Resource.PLACES)
            .map(Need::text)
            .collect(Collectors.joining(" "));
    if (!missing.isEmpty()) {
      throw new WorkspaceFailure(Reason.NO_ROOM, missing);
    }
  }

  @Override
  public void release(String cohort) {
    List<Workspace> admitted;
    synchronized (this) {
      holds.remove(cohort);
      admitted = admission.releaseSeats(cohort);
    }
    LOG.info("seats of cohort {} are anybody's again", cohort);
    pool.release(cohort);
    goOn(admitted);
  }

  private void goOn(List<Workspace> admitted) {
    admitted.forEach(starter::begin);
    admission.queued().forEach(Workspace::announce);
    pool.fill();
  }

  @Override
  public void warm(String cohort, Lab lab, int count) {
    if (count < 0) {
      throw new IllegalArgumentException("cannot keep " + count + " workspaces warm");
    }
    pool.want(cohort, lab, count);
  }

  @Override
  public Warmth warmth(String cohort) {
    return new Warmth(pool.warmth(cohort));
  }
}
