package io.sidelab.terminal;

import io.sidelab.engine.TerminalSize;
import io.sidelab.terminal.Scrollback.Segment;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What the reader adds to and viewers follow, with the rule when the reader must wait. Its lock
 * guards the scrollback and every viewer's position; it is never held during I/O or a screen's
 * call.
 */
final class Output {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition mayRead = lock.newCondition();
  private final List<Follower> learners = new CopyOnWriteArrayList<>();
  private final GuestDelivery guests;
  private final Seats seats;
  private final String stream = UUID.randomUUID().toString();
  private final Scrollback scrollback;
  private final SizeHistory sizes;
  private final int window;
  private Object reader;
  private boolean paused;
  private boolean takenOver;

  /**
   * @param threads on which guests are served
   * @param clock tells when a guest may ask again
   */
  Output(int scrollbackBytes, int windowBytes, TerminalSize size, Executor threads, Clock clock) {
    this.guests = new GuestDelivery(threads);
    this.seats = new Seats(clock);
    this.scrollback = new Scrollback(scrollbackBytes);
    this.sizes = new SizeHistory(size);
    this.window = windowBytes;
  }

  ReentrantLock lock() {
    return lock;
  }

  /** Guarded by {@link #lock}. */
  Scrollback scrollback() {
    return scrollback;
  }

  /** Guarded by {@link #lock}. */
  SizeHistory sizes() {
    return sizes;
  }

  /** Guarded by {@link #lock}. */
  Seats seats() {
    return seats;
  }

  /** Changes who may do what, and tells everybody who that concerns. */
  void arrange(Consumer<Seats> change) {
    lock.lock();
    try {
      change.accept(seats);
    } finally {
      lock.unlock();
    }
    deliver();
  }

  int guests() {
    return guests.guests().size();
  }

  /** Whether a screen can go on from there. Call with the lock held. */
  boolean holds(Place place) {
    return place.stream().equals(stream)
        && scrollback.start() <= place.offset()
        && place.offset() <= scrollback.end();
  }

  /** Where the output stands. Call with the lock held. */
  Place end() {
    return new Place(stream, scrollback.end());
  }

  /** See {@link Terminal#since}. The lock is held for looking up segments, not for their bytes. */
  Piece since(Optional<Place> place, int most, TerminalSize size) {
    lock.lock();
    try {
      long from = place.filter(this::holds).map(Place::offset).orElse(-1L);
      boolean fresh = from < 0 || scrollback.end() - from > most;
      long begin = fresh ? scrollback.safeStart(scrollback.end() - most) : from;
      List<ByteBuffer> before = fresh ? scrollback.slices(scrollback.start(), begin) : List.of();
      List<ByteBuffer> bytes = scrollback.slices(begin, scrollback.end());
      return new Piece(end(), size, fresh, scrollback.modesAtStart(), before, bytes);
    } finally {
      lock.unlock();
    }
  }

  /** Says that an engine kept only the end of what was printed. Call with the lock held. */
  void takeOver() {
    takenOver = true;
  }

  /** Guarded by {@link #lock}. */
  boolean takenOver() {
    return takenOver;
  }

  int window() {
    return window;
  }

  void add(Follower follower) {
    (follower.isGuest() ? guests.guests() : learners).add(follower);
  }

  void remove(Follower follower) {
    (follower.isGuest() ? guests.guests() : learners).remove(follower);
  }

  /** The learner's viewers and the guests now. */
  List<Follower> followers() {
    return Stream.concat(learners.stream(), guests.guests().stream()).toList();
  }

  /** Tells everybody this behind all output there is now. Call with the lock held. */
  void tell(Consumer<Screen> call) {
    learners.forEach(follower -> follower.event(call));
    guests.guests().forEach(follower -> follower.event(call));
  }

  /** From now on this reader alone may add; an earlier one finds out at its next call. */
  void begin(Object newReader) {
    lock.lock();
    try {
      reader = newReader;
      if (newReader != null) {
        scrollback.freshTail();
      }
      mayRead.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits while reading would put the quickest typing viewer too far behind.
   *
   * @return where to read to, or null when this reader has been replaced
   */
  Segment awaitRoom(Object caller) throws InterruptedException {
    lock.lock();
    try {
      while (reader == caller && mustPause()) {
        mayRead.await();
      }
      return reader == caller ? scrollback.tail() : null;
    } finally {
      lock.unlock();
    }
  }

  /** Makes bytes visible that were read into the segment; false when the reader was replaced. */
  boolean publish(Object caller, Segment segment, int count) {
    lock.lock();
    try {
      if (reader != caller) {
        return false;
      }
      scrollback.written(segment, count);
    } finally {
      lock.unlock();
    }
    deliver();
    return true;
  }

  /** Lets every follower send what it can: the learner's here, guests soon. */
  void deliver() {
    for (Follower follower : learners) {
      follower.pump();
    }
    guests.begin();
  }

  /** Wakes the reader when it waits without need. Call with the lock held. */
  void reconsider() {
    if (paused && !mustPause()) {
      mayRead.signalAll();
    }
  }

  private boolean mustPause() {
    long least = Long.MAX_VALUE;
    for (Follower follower : learners) {
      if (follower.paces()) {
        least = Math.min(least, follower.behind());
      }
    }
    // Resumes a little below the mark, so that the reader wakes for more than a byte.
    long mark = paused ? window - window / 4 : window;
    paused = least != Long.MAX_VALUE && least >= mark;
    return paused;
  }
}
