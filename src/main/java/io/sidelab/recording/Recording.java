package io.sidelab.recording;

import io.sidelab.engine.Subscription;
import io.sidelab.engine.TerminalSize;
import io.sidelab.terminal.Terminal;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Listens to one terminal. Never waits; safe for any thread. */
final class Recording {
  private static final String TOO_SLOW =
      "the server's disk did not keep up with this terminal's output.";

  private final CastFile file;
  private final WriteQueue queue;
  private final Clock clock;
  private final List<Subscription> subscriptions;
  private final AtomicBoolean over = new AtomicBoolean();

  Recording(Terminal terminal, CastFile file, WriteQueue queue, Clock clock) {
    this.file = file;
    this.queue = queue;
    this.clock = clock;
    this.subscriptions = List.of(terminal.observe(this::output), terminal.watchSize(this::resized));
  }

  private void output(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()]; // Nobody promises that the buffer stays as it is.
    bytes.duplicate().get(copy);
    put(new Entry.Output(copy));
  }

  private void resized(TerminalSize size) {
    put(new Entry.Resize(size));
  }

  void mark(String label) {
    put(new Entry.Mark(label));
  }

  void replays() {
    put(new Entry.Replay());
  }

  void stop() {
    subscriptions.forEach(Subscription::close);
  }

  private void put(Entry.Event event) {
    if (file.over() || over.get()) {
      stop();
      return;
    }
    if (!queue.offer(new Entry(file, clock.instant(), event)) && over.compareAndSet(false, true)) {
      queue.force(new Entry(file, clock.instant(), new Entry.End(TOO_SLOW)));
      stop();
    }
  }
}
