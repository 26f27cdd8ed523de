package io.sidelab.terminal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings output to guests on a worker, one task at a time for a terminal: the reader, and with it
 * the learner's own echo, does not pay for sixty sockets of a class.
 */
final class GuestDelivery {
  private final Executor threads;
  private final List<Follower> guests = new CopyOnWriteArrayList<>();

  /** Rounds asked for since the worker began its latest; not zero while it works. */
  private final AtomicInteger wanted = new AtomicInteger();

  GuestDelivery(Executor threads) {
    this.threads = threads;
  }

  List<Follower> guests() {
    return guests;
  }

  /** Soon, on the worker. Costs one look when nobody is there. */
  void begin() {
    if (!guests.isEmpty() && wanted.getAndIncrement() == 0) {
      threads.execute(this::deliver);
    }
  }

  private void deliver() {
    int seen = wanted.get();
    while (seen > 0) {
      guests.forEach(Follower::pump);
      seen = wanted.addAndGet(-seen);
    }
  }
}
