package io.sidelab.workspace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Who may hold machines, and who waits for room, first come first served. Its lock is the last one
 * taken: it calls nobody while it holds it.
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
    if (roomForOneMore() && queue.isEmpty()) {
      running.add(workspace);
      return Entry.ADMITTED;
    }
    if (queue.size() >= queueLength) {
      return Entry.REFUSED;
    }
    queue.add(workspace);
    return Entry.QUEUED;
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
    return running.size() < limit && (chosen.isEmpty() || held(null) + usual <= pool);
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
    return pool - held(workspace);
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
    while (roomForOneMore() && !queue.isEmpty()) {
      Workspace next = queue.iterator().next();
      queue.remove(next);
      running.add(next);
      admitted.add(next);
    }
    return admitted;
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
    return new Capacity(running.size(), limit, queue.size());
  }
}
