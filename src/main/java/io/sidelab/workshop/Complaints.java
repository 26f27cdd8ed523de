package io.sidelab.workshop;

import io.sidelab.terminal.Piece;
import io.sidelab.terminal.Place;
import io.sidelab.terminal.Terminal;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * What terminals complain of again and again. Looks at new output only, and remembers nothing of
 * terminals that are gone. Safe for use by any thread.
 */
final class Complaints {
  /** Sixty lines of a wide terminal, with their colours. */
  private static final int TAIL = 8 * 1024;

  /**
   * @param end where it ends
   * @param tail of the output up to there
   */
  private record Seen(Place end, byte[] tail, Map<String, Integer> repeated) {}

  /** Guarded by itself. As many as there are terminals of learners. */
  private final Map<Terminal, Seen> seen = new WeakHashMap<>();

  Map<String, Integer> of(Terminal terminal) {
    Seen before = known(terminal);
    Piece piece = terminal.since(Optional.ofNullable(before).map(Seen::end), TAIL);
    if (before != null && piece.isEmpty()) {
      return before.repeated();
    }
    byte[] tail = piece.fresh() ? piece.bytes() : joined(before.tail(), piece.bytes());
    Seen now = new Seen(piece.end(), tail, RepeatedErrors.in(tail));
    synchronized (seen) {
      seen.put(terminal, now);
    }
    return now.repeated();
  }

  private Seen known(Terminal terminal) {
    synchronized (seen) {
      return seen.get(terminal);
    }
  }

  private static byte[] joined(byte[] old, byte[] more) {
    byte[] all = Arrays.copyOf(old, old.length + more.length);
    System.arraycopy(more, 0, all, old.length, more.length);
    return Arrays.copyOfRange(all, Math.max(0, all.length - TAIL), all.length);
  }
}
