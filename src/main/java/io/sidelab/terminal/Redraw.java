package io.sidelab.terminal;

import io.sidelab.engine.TerminalSize;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Has full-screen programs draw their picture anew, for screens that do not have all of it.
 * Programs look at the size, not at the signal: the same size again would change nothing, so there
 * is another one for a moment.
 */
final class Redraw {
  /** Long enough for a program, also one in a guest, to see a size before the next one comes. */
  private static final Duration MOMENT = Duration.ofMillis(250);

  /** So a class that comes, or a guest whose line is slow, does not have the learner's flicker. */
  private static final Duration BETWEEN_GUESTS = Duration.ofSeconds(5);

  private final TerminalThreads threads;
  private final SizeSetting sizes;
  private final Supplier<TerminalSize> size;
  private final AtomicBoolean redrawing = new AtomicBoolean();
  private final AtomicBoolean guestsWait = new AtomicBoolean();
  private volatile long guestsAt;

  Redraw(TerminalThreads threads, SizeSetting sizes, Supplier<TerminalSize> size) {
    this.threads = threads;
    this.sizes = sizes;
    this.size = size;
    this.guestsAt = System.nanoTime() - BETWEEN_GUESTS.toNanos();
  }

  /** Now. Does not block. */
  void now() {
    if (!redrawing.compareAndSet(false, true)) {
      return;
    }
    TerminalSize current = size.get();
    int rows = current.rows() > 1 ? current.rows() - 1 : 2;
    sizes.set(new TerminalSize(current.columns(), rows));
    threads.later(
        MOMENT,
        () -> {
          redrawing.set(false);
          sizes.set(size.get());
        });
  }

  /** For guests, now or a little later: once for all who ask meanwhile. Does not block. */
  void forGuests() {
    if (!guestsWait.compareAndSet(false, true)) {
      return;
    }
    long nanos = guestsAt + BETWEEN_GUESTS.toNanos() - System.nanoTime();
    if (nanos <= 0) {
      redrawForGuests();
    } else {
      threads.later(Duration.ofNanos(nanos), this::redrawForGuests);
    }
  }

  private void redrawForGuests() {
    guestsAt = System.nanoTime();
    guestsWait.set(false);
    now();
  }
}
