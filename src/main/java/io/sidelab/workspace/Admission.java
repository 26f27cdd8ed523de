package io.sidelab.workspace;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
  private final Set<Workspace> queue = new LinkedHashSet<>();

  Admission(int limit, int queueLength) {
    this.limit = limit;
    this.queueLength = queueLength;
  }

  synchronized Entry enter(Workspace workspace) {
    if (running.size() < limit && queue.isEmpty()) {
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

  /** Gives back its room or its place; returns those who may begin now. */
  synchronized List<Workspace> leave(Workspace workspace) {
    running.remove(workspace);
    queue.remove(workspace);
    List<Workspace> admitted = new ArrayList<>();
    while (running.size() < limit && !queue.isEmpty()) {
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
