package io.sidelab.terminal;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The viewers of one terminal that can be known again. Guarded by the output's lock. */
final class Typists {
  /**
   * Browsers that left and may come back. Whoever invents names pushes out nobody who is there, and
   * of the others those that have been away longest.
   */
  private static final int MOST_ABSENT = 16;

  private final Map<String, Typist> known = new LinkedHashMap<>(2);

  /** The one of this name, or a new one without any. */
  Typist of(Optional<String> name) {
    if (name.isEmpty()) {
      return new Typist();
    }
    Typist typist = known.remove(name.orElseThrow());
    typist = typist == null ? new Typist() : typist;
    known.put(name.orElseThrow(), typist);
    forgetTheAbsent();
    return typist;
  }

  private void forgetTheAbsent() {
    long absent = known.values().stream().filter(typist -> !typist.isThere()).count();
    Iterator<Typist> oldestFirst = known.values().iterator();
    while (absent > MOST_ABSENT && oldestFirst.hasNext()) {
      if (!oldestFirst.next().isThere()) {
        oldestFirst.remove();
        absent--;
      }
    }
  }
}
