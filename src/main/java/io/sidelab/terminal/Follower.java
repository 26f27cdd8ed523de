package io.sidelab.terminal;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one screen from where it is to the end of the output, one call at a time. Whoever changed
 * something calls {@link #pump}; one thread at a time does the work and the others return at once,
 * so calls never nest and never overlap. All fields are guarded by the output's lock.
 */
final class Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  /** Exits and restarts waiting for a screen that takes nothing; older ones no longer matter. */
  private static final int MOST_EVENTS = 8;

  /** Told when the screen's bytes up to the offset have been sent. */
  private record Event(long offset, Consumer<Screen> call) {}

  private final Output output;
  private final ReentrantLock lock;
  private final Screen screen;
  private final Seat seat;
  private final Runnable redraw;
  private final ArrayDeque<Event> events = new ArrayDeque<>(1);
  private final Progress progress = new Progress();
  private boolean greeted;
  private boolean pumping;
  private boolean gone;
  private boolean cut;
  private boolean resuming;
  private ByteBuffer ahead;

  /** Number of the latest change of size that this screen knows. */
  private long sizeKnown;

  /** Number of the latest change of size when the screen was greeted. */
  private long sizeGreeted;

  private Consumer<Screen> farewell;

  /**
   * @param redraw has a full-screen program draw its picture anew; must not block
   */
  Follower(Output output, Screen screen, Seat seat, Runnable redraw) {
    this.output = output;
    this.lock = output.lock();
    this.screen = screen;
    this.seat = seat;
    this.redraw = redraw;
  }

  Seat seat() {
    return seat;
  }

  boolean isGuest() {
    return seat.isGuest();
  }

  /**
   * Takes its place where its screen was left, else at the oldest safe point. Call with the lock
   * held, then pump.
   *
   * @param left up to where the screen has the output
   * @param standing what everybody else has been told last and still holds, or null
   */
  void attach(Optional<Place> left, Consumer<Screen> standing) {
    resuming = left.isPresent() && output.holds(left.orElseThrow());
    progress.moveTo(resuming ? left.orElseThrow().offset() : output.scrollback().safeStart(0));
    output.add(this);
    if (standing != null) {
      event(standing);
    }
  }

  /** Whether the reader has to wait for it when nobody is quicker. Call with the lock held. */
  boolean paces() {
    return seat.role() == Role.TYPE && !gone && farewell == null;
  }

  /** Bytes it does not have on its screen yet. Call with the lock held. */
  long behind() {
    return progress.behind(output.scrollback().end());
  }

  /** Tells the screen this behind all output there is now. Call with the lock held, then pump. */
  void event(Consumer<Screen> call) {
    if (events.size() == MOST_EVENTS) {
      events.removeFirst();
    }
    events.addLast(new Event(output.scrollback().end(), call));
  }

  /** Says that the screen itself asked for this change of size. Call with the lock held. */
  void knowsSize(long number) {
    sizeKnown = number;
  }

  void acknowledge(long bytes) {
    locked(() -> progress.acknowledged(bytes));
  }

  /** Counts up when its input is held up, and down when there is room again. */
  void inputWaits(int change) {
    locked(() -> progress.inputWaits(change));
  }

  /** Sends what is left, then the last call. */
  void finish(Consumer<Screen> lastCall) {
    locked(() -> farewell = farewell == null ? lastCall : farewell);
  }

  /** Makes the last call now, whatever is left. */
  void cut() {
    locked(() -> cut = true);
  }

  /** Leaves without a word. */
  void leave() {
    locked(this::detach);
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      output.reconsider();
    } finally {
      lock.unlock();
    }
    pump();
  }

  private void detach() {
    gone = true;
    events.clear();
    output.remove(this);
    seat.leave();
  }

  /** Does what can be done now. Never blocks. */
  void pump() {
    Runnable step = step(true);
    while (step != null) {
      try {
        step.run();
      } catch (RuntimeException broken) {
        LOG.warn("a screen failed and is dropped", broken);
        lock.lock();
        try {
          detach();
          output.reconsider();
        } finally {
          lock.unlock();
        }
        output.deliver();
      }
      step = step(false);
    }
  }

  /** What is to be done, or null when there is nothing or somebody else does it. */
  private Runnable step(boolean begins) {
    lock.lock();
    try {
      if (begins && pumping) {
        return null;
      }
      Runnable step = next();
      pumping = step != null;
      return step;
    } finally {
      lock.unlock();
    }
  }

  private Runnable next() {
    if (gone) {
      return null;
    }
    if (farewell != null && (cut || (!progress.sending() && idle()))) {
      Consumer<Screen> last = farewell;
      detach();
      return () -> last.accept(screen);
    }
    if (progress.sending()) {
      return null;
    }
    if (!greeted || progress.position() < output.scrollback().start()) {
      return greet();
    }
    Company news = seat.news();
    if (news != null) {
      return () -> screen.company(news, once(seat::taken));
    }
    if (ahead == null && !events.isEmpty() && events.peekFirst().offset() <= progress.position()) {
      Consumer<Screen> call = events.removeFirst().call();
      return () -> call.accept(screen);
    }
    SizeHistory.Change change = output.sizes().at(progress.position());
    if (change.number() > sizeKnown) {
      sizeKnown = change.number();
      boolean replayed = change.number() <= sizeGreeted;
      return () -> screen.resized(change.size(), replayed);
    }
    return chunk();
  }

  private boolean idle() {
    return greeted
        && ahead == null
        && events.isEmpty()
        && progress.position() == output.scrollback().end();
  }

  private Runnable greet() {
    Scrollback scrollback = output.scrollback();
    if (progress.position() < scrollback.start()) {
      // Too slow: goes on near the end, with enough of it to fill a screen.
      progress.moveTo(scrollback.safeStart(greeted ? scrollback.end() - output.window() / 2 : 0));
      resuming = false;
    }
    boolean resumed = resuming && !greeted;
    greeted = true;
    long from = progress.position();
    byte[] modes = resumed ? new byte[0] : scrollback.modesAt(from);
    ahead = modes.length == 0 ? null : ByteBuffer.wrap(modes).asReadOnlyBuffer();
    output.reconsider();
    Greeting greeting = greeting(modes.length, resumed);
    boolean torn = !resumed && (from > 0 || output.takenOver()) && scrollback.fullScreenAtEnd();
    return () -> {
      screen.hello(greeting);
      if (torn) {
        redraw.run();
      }
    };
  }

  private Greeting greeting(int modes, boolean resumed) {
    long from = progress.position();
    SizeHistory.Change size = output.sizes().at(from);
    sizeKnown = size.number();
    sizeGreeted = output.sizes().at(output.scrollback().end()).number();
    return new Greeting(
        seat.role(),
        size.size(),
        size.number() > 0 || !output.takenOver(),
        modes + output.scrollback().end() - from,
        !resumed && from > 0,
        output.end(),
        resumed,
        seat.typist().typed());
  }

  private Runnable chunk() {
    ByteBuffer bytes = ahead == null ? fromScrollback() : ahead;
    if (bytes == null) {
      return null;
    }
    progress.handed(bytes.remaining(), ahead == null);
    ahead = null;
    return () -> screen.send(bytes, once(progress::taken));
  }

  private ByteBuffer fromScrollback() {
    long end = events.isEmpty() ? output.scrollback().end() : events.peekFirst().offset();
    end = Math.min(end, output.sizes().nextChange(progress.position()));
    long most = Math.min(end - progress.position(), progress.allowance(output.window()));
    return most <= 0 ? null : output.scrollback().slice(progress.position(), most);
  }

  /** For a screen that says that it has taken something: hears it once. */
  private Runnable once(Runnable taken) {
    AtomicBoolean said = new AtomicBoolean();
    return () -> {
      if (said.compareAndSet(false, true)) {
        locked(taken);
      }
    };
  }
}
