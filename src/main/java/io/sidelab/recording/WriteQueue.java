package io.sidelab.recording;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** From many terminals to one writer; bounded in bytes for each recording and for all together. */
final class WriteQueue {
  /** A disk may stand still for a tenth of a second under the fastest output an engine gives. */
  static final int MOST_OF_ONE = 4 << 20;

  /** Eight terminals at that speed; memory that a server has to spare. */
  private static final int MOST = 32 << 20;

  /** Becomes at most six times as long in JSON, which the writer holds at once. */
  private static final int BATCH = 1 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private final Map<CastFile, Integer> weights = new HashMap<>();
  private int weight;
  private boolean closed;

  /** Whether there was room. Does not wait. */
  boolean offer(Entry entry) {
    lock.lock();
    try {
      int own = weights.getOrDefault(entry.file(), 0) + entry.weight();
      if (closed || own > MOST_OF_ONE || weight + entry.weight() > MOST) {
        return false;
      }
      add(entry, own);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** For a recording's last word, of which there is only one. */
  void force(Entry entry) {
    lock.lock();
    try {
      if (!closed) {
        add(entry, weights.getOrDefault(entry.file(), 0) + entry.weight());
      }
    } finally {
      lock.unlock();
    }
  }

  private void add(Entry entry, int own) {
    entries.addLast(entry);
    weights.put(entry.file(), own);
    weight += entry.weight();
    filled.signal();
  }

  /** Some entries in order, or none when nothing came in time. */
  List<Entry> take(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      if (entries.isEmpty() && !closed) {
        filled.await(patience.toMillis(), TimeUnit.MILLISECONDS);
      }
      List<Entry> batch = new ArrayList<>();
      for (int taken = 0; taken < BATCH && !entries.isEmpty(); ) {
        Entry entry = entries.removeFirst();
        taken += entry.weight();
        weights.merge(entry.file(), -entry.weight(), WriteQueue::sum);
        batch.add(entry);
      }
      weight -= batch.stream().mapToInt(Entry::weight).sum();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Null where nothing is left, which removes it from the map. */
  private static Integer sum(int one, int other) {
    return one + other == 0 ? null : Integer.valueOf(one + other);
  }

  /** Takes no more; what is there can still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing is left and nothing more can come. */
  boolean drained() {
    lock.lock();
    try {
      return closed && entries.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
