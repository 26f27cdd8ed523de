package io.sidelab.terminal;

import io.sidelab.engine.Subscription;
import io.sidelab.engine.TerminalSize;
import io.sidelab.engine.Tty;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A terminal whose output goes straight from the TTY through the scrollback to its viewers. */
final class StreamTerminal implements Terminal {
  private final String id;
  private final TerminalSettings settings;
  private final TerminalThreads threads;
  private final Clock clock;
  private final Consumer<Terminal> ended;
  private final Output output;
  private final InputQueue input;
  private final SizeSetting sizes;
  private final Redraw redraw;
  private final List<Consumer<ByteBuffer>> observers = new CopyOnWriteArrayList<>();
  private final List<Consumer<TerminalSize>> sizeListeners = new CopyOnWriteArrayList<>();
  private volatile TerminalSize size;
  private volatile Instant lastTyped;

  /** Guarded by the output's lock, as are the fields below. */
  private final ReentrantLock lock;

  private Tty tty;
  private TtyReader reader;
  private TtyEnd end;
  private boolean closed;

  /** Whether a viewer has said how large it is. */
  private boolean sized;

  StreamTerminal(
      String id,
      TerminalSize size,
      Consumer<Terminal> ended,
      TerminalSettings settings,
      TerminalThreads threads,
      Clock clock) {
    this.id = id;
    this.size = size;
    this.ended = ended;
    this.settings = settings;
    this.threads = threads;
    this.clock = clock;
    this.output =
        new Output(settings.scrollbackBytes(), settings.windowBytes(), size, threads, clock);
    this.input = new InputQueue(threads, settings.inputBytes());
    this.sizes = new SizeSetting(threads);
    this.redraw = new Redraw(threads, sizes, this::size);
    this.lock = output.lock();
    this.lastTyped = clock.instant();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public TerminalSize size() {
    return size;
  }

  @Override
  public Instant lastTyped() {
    return lastTyped;
  }

  @Override
  public int viewers() {
    return output.followers().size();
  }

  @Override
  public void connect(Tty newTty, boolean replayed) {
    TtyReader newReader = new TtyReader(id, newTty, output, observers, this::ttyEnded);
    Tty old;
    lock.lock();
    try {
      if (!closed) {
        old = tty;
        tty = newTty;
        reader = newReader;
        output.begin(newReader);
        input.connect(newTty);
        if (replayed) {
          output.takeOver();
        }
        // What a server before this one told it is better than nobody's wish.
        sizes.connect(newTty, replayed && !sized ? null : size);
        if (end != null && !end.lost()) {
          newReader.beginsWith(output.scrollback().leavingModes());
          output.seats().endConsent();
        }
        if (end != null) {
          output.tell(Screen::restarted);
          end = null;
        }
      } else {
        old = newTty;
      }
    } finally {
      lock.unlock();
    }
    if (old != null) {
      old.close();
    }
    if (old == newTty) {
      throw new IllegalStateException("terminal " + id + " is closed");
    }
    output.deliver();
    threads.read(newReader);
  }

  @Override
  public void tellSize() {
    sizes.set(size);
  }

  @Override
  public int guests() {
    return output.guests();
  }

  @Override
  public Viewer view(Screen screen, Role role, Arrival arrival) {
    return admit(screen, () -> output.seats().learner(role, arrival), arrival);
  }

  @Override
  public Viewer visit(Screen screen, GuestName name, Arrival arrival) {
    return admit(screen, () -> output.seats().guest(name, arrival), arrival);
  }

  private Viewer admit(Screen screen, Supplier<Seat> place, Arrival arrival) {
    StreamViewer earlier;
    StreamViewer viewer;
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("terminal " + id + " is closed");
      }
      Seat seat = place.get();
      Runnable redrawing = seat.isGuest() ? redraw::forGuests : redraw::now;
      Follower follower = new Follower(output, screen, seat, redrawing);
      viewer = new StreamViewer(this, output, follower);
      earlier = seat.typist().arrive(viewer);
      follower.attach(arrival.place(), end == null ? null : end.call());
    } finally {
      lock.unlock();
    }
    if (earlier != null) {
      earlier.replaced();
    }
    viewer.follower().pump();
    output.deliver();
    return viewer;
  }

  @Override
  public void type(ByteBuffer bytes) {
    enter(bytes, () -> {});
  }

  /** Types for a viewer; see {@link InputQueue#add}. */
  boolean enter(ByteBuffer bytes, Runnable later) {
    lastTyped = clock.instant();
    return input.add(bytes, later);
  }

  /** The latest size wins; the viewer who set it knows. */
  void resize(TerminalSize newSize, Follower setter) {
    boolean first;
    lock.lock();
    try {
      first = !sized;
      if (sized && newSize.equals(size)) {
        return;
      }
      sized = true;
      size = newSize;
      Scrollback scrollback = output.scrollback();
      setter.knowsSize(output.sizes().add(scrollback.end(), newSize, scrollback.start()));
      if (!first || !output.takenOver()) {
        sizes.set(newSize);
      }
    } finally {
      lock.unlock();
    }
    output.deliver();
    sizeListeners.forEach(listener -> listener.accept(newSize));
    if (first && output.takenOver()) {
      // An engine's log has no line before its end: a shell's prompt is missing from it.
      redraw.now();
    }
  }

  @Override
  public Piece since(Optional<Place> place, int most) {
    return output.since(place, most, size);
  }

  @Override
  public Subscription observe(Consumer<ByteBuffer> listener) {
    observers.add(listener);
    return () -> observers.remove(listener);
  }

  @Override
  public Subscription watchSize(Consumer<TerminalSize> listener) {
    sizeListeners.add(listener);
    return () -> sizeListeners.remove(listener);
  }

  @Override
  public void interrupted(CloseReason reason, String message) {
    tell(TtyEnd.interruption(reason, message));
  }

  private void tell(TtyEnd newEnd) {
    lock.lock();
    try {
      if (!closed) {
        end = newEnd;
        output.tell(newEnd.call());
      }
    } finally {
      lock.unlock();
    }
    output.deliver();
  }

  /** On the reader's thread, when its TTY gives no more. */
  private void ttyEnded(TtyReader caller, Tty endedTty) {
    if (!isCurrent(caller)) {
      return;
    }
    TtyEnd newEnd = TtyEnd.of(endedTty);
    endedTty.close();
    lock.lock();
    try {
      if (!isCurrent(caller)) {
        return;
      }
      reader = null;
      tty = null;
    } finally {
      lock.unlock();
    }
    input.disconnect(endedTty, newEnd.lost());
    tell(newEnd);
    threads.execute(() -> ended.accept(this));
  }

  private boolean isCurrent(TtyReader caller) {
    lock.lock();
    try {
      return reader == caller && !closed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close(CloseReason reason, String message) {
    Tty last;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      last = tty;
      output.begin(null);
    } finally {
      lock.unlock();
    }
    input.disconnect(last, false);
    if (last != null) {
      last.close();
    }
    List<Follower> watching = output.followers();
    watching.forEach(follower -> follower.finish(screen -> screen.closed(reason, message)));
    if (viewers() > 0) {
      threads.later(settings.closeGrace(), () -> watching.forEach(Follower::cut));
    }
  }
}
