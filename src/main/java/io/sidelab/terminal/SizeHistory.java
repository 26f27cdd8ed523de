package io.sidelab.terminal;

import io.sidelab.engine.TerminalSize;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Which size the terminal had at which offset of its output, so that old output is shown in the
 * size it was written for. Guarded by the output's lock.
 */
final class SizeHistory {
  /** A divider dragged for minutes while a program prints; older sizes are then forgotten. */
  private static final int MOST_CHANGES = 256;

  /** The output from this offset on is written for this size. Numbers ascend. */
  record Change(long number, long from, TerminalSize size) {}

  /** Ascending, never empty; the first holds for everything before it, too. */
  private final ArrayDeque<Change> changes = new ArrayDeque<>(2);

  SizeHistory(TerminalSize first) {
    changes.add(new Change(0, 0, first));
  }

  /**
   * @param oldest offset of the oldest output that anybody can still ask for
   * @return the new change's number
   */
  long add(long from, TerminalSize size, long oldest) {
    Change last = changes.peekLast();
    if (last.from == from) {
      changes.removeLast();
    }
    changes.addLast(new Change(last.number + 1, from, size));
    forgetBefore(oldest);
    return last.number + 1;
  }

  private void forgetBefore(long oldest) {
    Change first = changes.removeFirst();
    while (!changes.isEmpty()
        && (changes.peekFirst().from <= oldest || changes.size() >= MOST_CHANGES)) {
      first = changes.removeFirst();
    }
    changes.addFirst(first);
  }

  Change at(long offset) {
    Change found = changes.peekFirst();
    for (Change change : changes) {
      if (change.from > offset) {
        break;
      }
      found = change;
    }
    return found;
  }

  /** Where the size changes next behind this offset; {@link Long#MAX_VALUE} when it does not. */
  long nextChange(long offset) {
    long next = Long.MAX_VALUE;
    Iterator<Change> newestFirst = changes.descendingIterator();
    while (newestFirst.hasNext()) {
      Change change = newestFirst.next();
      if (change.from <= offset) {
        break;
      }
      next = change.from;
    }
    return next;
  }
}
