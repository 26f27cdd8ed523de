package io.sidelab.workspace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Who may hold machines, and who waits for room, first come first served. Places may be held for a
 * cohort: only its workspaces get them, and they get one of them before any other. Its lock is the
 * last one taken: it calls nobody while it holds it.
 */
final class Admission {
  /** What became of somebody who came in. */
  enum Entry {
    ADMITTED,
    QUEUED,
    REFUSED
  }

  private final int limit;
  private final int queueLength;
  private final Set<Workspace> running = new LinkedHashSet<>();
  private final Map<Workspace, Long> chosen = new HashMap<>();
  private final Set<Workspace> queue = new LinkedHashSet<>();

  /** Cohort → places held for its workspaces, taken ones included. */
  private final Map<String, Integer> seats = new HashMap<>();

  private long usual;
  private long pool;
  private long setAside;

  Admission(int limit, int queueLength) {
    this.limit = limit;
    this.queueLength = queueLength;
  }

  /**
   * @param bytes of memory that every workspace is counted with, whatever its lab: the largest
   *     one's
   * @param besides what the host's memory is set aside for besides workspaces
   */
  synchronized void eachHolds(long bytes, long besides) {
    usual = bytes;
    setAside = besides;
    pool = limit * usual;
  }

  /**
   * @param bytes that all workspaces together may hold, with what is set aside; the limit's places
   *     are theirs in any case
   */
  synchronized void hostHas(long bytes) {
    pool = Math.max(bytes - setAside, limit * usual);
  }

  synchronized Entry enter(Workspace workspace) {
    if (hasSeat(workspace) || (roomForOneMore() && queue.isEmpty())) {
      running.add(workspace);
      return Entry.ADMITTED;
    }
    if (queue.size() >= queueLength) {
      return Entry.REFUSED;
    }
    queue.add(workspace);
    return Entry.QUEUED;
  }

  /** Only into a place that is held for its cohort; whether there was one. */
  synchronized boolean enterSeat(Workspace workspace) {
    return hasSeat(workspace) && running.add(workspace);
  }

  /** For a workspace that holds machines already, even above the limit. */
  synchronized void occupy(Workspace workspace) {
    running.add(workspace);
  }

  /** What an adopted workspace holds already, whether there is room or not. */
  synchronized void holds(Workspace workspace, long bytes) {
    if (bytes > usual) {
      chosen.put(workspace, bytes);
    }
  }

  /** Whether one more fits. Where nobody chose more than the usual, places are all that counts. */
  private boolean roomForOneMore() {
    return running.size() + freeSeats() < limit
        && (chosen.isEmpty() || held(null) + freeBytes() + usual <= pool);
  }

  /** Whether its cohort has a held place that none of its workspaces has taken. */
  private boolean hasSeat(Workspace workspace) {
    return workspace.cohort().filter(cohort -> freeSeats(cohort) > 0).isPresent();
  }

  private int freeSeats() {
    return seats.keySet().stream().mapToInt(this::freeSeats).sum();
  }

  private int freeSeats(String cohort) {
    return Math.max(0, seats.getOrDefault(cohort, 0) - runningOf(cohort));
  }

  /** What the held places that nobody has taken will hold. */
  private long freeBytes() {
    return freeSeats() * usual;
  }

  private int runningOf(String cohort) {
    return (int)
        running.stream().filter(one -> one.cohort().filter(cohort::equals).isPresent()).count();
  }

  /** Places that are not others', running or held. */
  synchronized int placesFor(Optional<String> cohort) {
    int its = cohort.map(one -> runningOf(one) + freeSeats(one)).orElse(0);
    return Math.max(0, limit - running.size() - freeSeats() + its);
  }

  /**
   * Holds so many places for a cohort, those that its workspaces have included. Fewer than before
   * is always possible.
   *
   * @return those who may begin now; empty when there is no room, and then nothing has changed
   */
  synchronized Optional<List<Workspace>> holdSeats(String cohort, int wanted) {
    int before = seats.getOrDefault(cohort, 0);
    int more = Math.max(0, wanted - runningOf(cohort)) - freeSeats(cohort);
    boolean tooMany = wanted > placesFor(Optional.of(cohort));
    boolean tooMuch =
        more > 0 && !chosen.isEmpty() && held(null) + freeBytes() + more * usual > pool;
    if (wanted > before && (tooMany || tooMuch)) {
      return Optional.empty();
    }
    seats.put(cohort, wanted);
    return Optional.of(admit());
  }

  /** Its places are anybody's again, those that its workspaces have when they end. */
  synchronized List<Workspace> releaseSeats(String cohort) {
    seats.remove(cohort);
    return admit();
  }

  synchronized int seatsLeft(String cohort) {
    return freeSeats(cohort);
  }

  synchronized boolean holdsSeats(String cohort) {
    return seats.containsKey(cohort);
  }

  /** What the host's memory is set aside for besides workspaces. */
  synchronized long setAside() {
    return setAside;
  }

  int limit() {
    return limit;
  }

  /** What all running workspaces but one hold. */
  private long held(Workspace but) {
    return running.stream()
        .filter(one -> one != but)
        .mapToLong(one -> chosen.getOrDefault(one, usual))
        .sum();
  }

  /** What is left for a workspace, with what it holds. */
  synchronized long left(Workspace workspace) {
    return pool - held(workspace) - freeBytes();
  }

  /**
   * A running workspace is to hold so many bytes, because of what its learner chose; up to the
   * usual, nobody asks. Whether there is room; if not, nothing has changed.
   */
  synchronized boolean hold(Workspace workspace, long bytes) {
    boolean more = bytes > chosen.getOrDefault(workspace, usual);
    if (!running.contains(workspace) || (more && bytes > left(workspace))) {
      return false;
    }
    if (more) {
      chosen.put(workspace, bytes);
    }
    return true;
  }

  /** After a choice: it holds no more than this. Returns those who may begin now. */
  synchronized List<Workspace> holdLess(Workspace workspace, long bytes) {
    if (bytes <= usual) {
      chosen.remove(workspace);
    } else {
      chosen.computeIfPresent(workspace, (one, before) -> Math.min(before, bytes));
    }
    return admit();
  }

  /** Gives back its room or its place; returns those who may begin now. */
  synchronized List<Workspace> leave(Workspace workspace) {
    running.remove(workspace);
    queue.remove(workspace);
    chosen.remove(workspace);
    return admit();
  }

  private List<Workspace> admit() {
    List<Workspace> admitted = new ArrayList<>();
    for (Optional<Workspace> next = next(); next.isPresent(); next = next()) {
      queue.remove(next.get());
      running.add(next.get());
      admitted.add(next.get());
    }
    return admitted;
  }

  /** A held place is for its cohort only, so the first of them gets it, wherever it waits. */
  private Optional<Workspace> next() {
    Optional<Workspace> seated = queue.stream().filter(this::hasSeat).findFirst();
    return seated.isPresent() || !roomForOneMore() ? seated : queue.stream().findFirst();
  }

  synchronized OptionalInt place(Workspace workspace) {
    int place = 1;
    for (Workspace waiting : queue) {
      if (waiting == workspace) {
        return OptionalInt.of(place);
      }
      place++;
    }
    return OptionalInt.empty();
  }

  synchronized List<Workspace> queued() {
    return List.copyOf(queue);
  }

  synchronized Capacity capacity() {
    return new Capacity(running.size(), limit, queue.size(), freeSeats());
  }
}
