package io.sidelab.terminal;

import io.sidelab.engine.Tty;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Typed bytes on their way to the TTY, in order. What the TTY takes at once is written by the
 * thread that brings it, which saves each key the waking of another. At most one task at a time
 * writes the rest, on a thread that belongs to this terminal only as long as there is something to
 * write: a TTY that takes nothing holds that one thread and nobody else. Input typed before the
 * first TTY is kept; input for a program that has ended is dropped.
 */
final class InputQueue {
  private static final Logger LOG = LoggerFactory.getLogger(InputQueue.class);

  /** Small pieces are joined up to this before they are written. */
  private static final int BATCH = 16 * 1024;

  /** A caller that does not wait for room is stopped here: this many times the limit. */
  private static final int HARD_FACTOR = 4;

  private final ReentrantLock lock = new ReentrantLock();
  private final Executor threads;
  private final int limit;
  private final ArrayDeque<byte[]> pieces = new ArrayDeque<>(0);
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>(0);
  private int queued;
  private boolean writing;
  private boolean dropping;

  /** Counts how often everything queued was dropped, also what is being written just then. */
  private int drops;

  private Tty tty;

  InputQueue(Executor threads, int limit) {
    this.threads = threads;
    this.limit = limit;
  }

  /**
   * Adds a copy.
   *
   * @param later runs when there is room again, unless there is room now
   * @return whether there is room now
   * @throws IllegalStateException when far more is waiting than callers were told there is room for
   */
  boolean add(ByteBuffer bytes, Runnable later) {
    boolean start;
    lock.lock();
    try {
      if (dropping || !bytes.hasRemaining()) {
        return true;
      }
      if (queued > (long) limit * HARD_FACTOR) {
        throw new IllegalStateException("the program does not read and its input is full");
      }
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      pieces.addLast(copy);
      queued += copy.length;
      start = tty != null && !writing;
      writing |= start;
      if (queued > limit) {
        waiting.addLast(later);
        later = null;
      }
    } finally {
      lock.unlock();
    }
    if (start) {
      offer();
    }
    return later != null;
  }

  /** From now on writes here, beginning with what was typed before. */
  void connect(Tty newTty) {
    boolean start;
    lock.lock();
    try {
      tty = newTty;
      dropping = false;
      start = !pieces.isEmpty() && !writing;
      writing |= start;
    } finally {
      lock.unlock();
    }
    if (start) {
      threads.execute(this::write);
    }
  }

  /**
   * This TTY takes no more; does nothing when another has been connected since.
   *
   * @param keep whether what is typed meanwhile is for the next one; else what was not read is
   *     dropped, and so is what comes
   */
  void disconnect(Tty ended, boolean keep) {
    List<Runnable> released;
    lock.lock();
    try {
      if (tty != ended) {
        return;
      }
      tty = null;
      dropping = !keep;
      if (keep) {
        return;
      }
      pieces.clear();
      queued = 0;
      drops++;
      released = release();
    } finally {
      lock.unlock();
    }
    released.forEach(Runnable::run);
  }

  /** Writes what the TTY takes at once, which is each key; the rest is left to a thread. */
  private void offer() {
    Tty target;
    byte[] piece;
    int dropsBefore;
    lock.lock();
    try {
      target = tty;
      piece = pieces.peekFirst();
      dropsBefore = drops;
      if (target == null || piece == null) {
        writing = false;
        return;
      }
    } finally {
      lock.unlock();
    }
    int taken = offer(target, piece);
    List<Runnable> released;
    boolean more;
    lock.lock();
    try {
      if (dropsBefore == drops) {
        pieces.removeFirst();
        queued -= taken;
        if (taken < piece.length) {
          pieces.addFirst(Arrays.copyOfRange(piece, taken, piece.length));
        }
      }
      released = queued <= limit / 2 ? release() : List.of();
      more = !pieces.isEmpty();
      writing = more;
    } finally {
      lock.unlock();
    }
    released.forEach(Runnable::run);
    if (more) {
      threads.execute(this::write);
    }
  }

  private static int offer(Tty target, byte[] piece) {
    try {
      return target.offer(piece, 0, piece.length);
    } catch (IOException | RuntimeException gone) {
      // The reader sees the end of the same TTY and tells the viewers.
      LOG.debug("input was not taken: {}", gone.toString());
      return piece.length;
    }
  }

  private void write() {
    byte[] batch = null;
    Tty target;
    int dropsBefore = 0;
    while (true) {
      List<Runnable> released;
      lock.lock();
      try {
        queued -= batch == null || dropsBefore != drops ? 0 : batch.length;
        dropsBefore = drops;
        released = queued <= limit / 2 ? release() : List.of();
        target = tty;
        batch = target == null ? null : take();
        writing = batch != null;
      } finally {
        lock.unlock();
      }
      released.forEach(Runnable::run);
      if (batch == null) {
        return;
      }
      put(target, batch);
    }
  }

  private void put(Tty target, byte[] batch) {
    try {
      target.write(batch, 0, batch.length);
    } catch (IOException | RuntimeException gone) {
      // The reader sees the end of the same TTY and tells the viewers.
      LOG.debug("input was not taken: {}", gone.toString());
    }
  }

  private List<Runnable> release() {
    if (waiting.isEmpty()) {
      return List.of();
    }
    List<Runnable> released = new ArrayList<>(waiting);
    waiting.clear();
    return released;
  }

  private byte[] take() {
    byte[] first = pieces.pollFirst();
    if (first == null || pieces.isEmpty() || first.length + pieces.peekFirst().length > BATCH) {
      return first;
    }
    ByteBuffer joined = ByteBuffer.allocate(BATCH).put(first);
    while (!pieces.isEmpty() && pieces.peekFirst().length <= joined.remaining()) {
      joined.put(pieces.pollFirst());
    }
    byte[] batch = new byte[joined.position()];
    joined.flip().get(batch);
    return batch;
  }
}
