package io.sidelab.benchmark;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Many open terminals, listened to by one thread as many browsers would: what the server asks is
 * answered at all times. One that breaks is counted, and the others go on.
 */
final class Lines implements AutoCloseable {
  private static final long MILLISECOND = 1_000_000;
  private static final Duration LEAVING = Duration.ofSeconds(30);

  private final Selector selector = Selector.open();
  private final List<Line> lines = new ArrayList<>();
  private int broken;

  Lines() throws IOException {}

  void add(Line line) throws IOException {
    line.channel().register(selector, SelectionKey.OP_READ, lines.size());
    lines.add(line);
  }

  /** Broken ones too. */
  int size() {
    return lines.size();
  }

  int broken() {
    return broken;
  }

  /** Returns whether it was taken. */
  boolean type(int index, String keys) {
    Line line = lines.get(index);
    if (!line.channel().isOpen()) {
      return false;
    }
    try {
      line.type(keys);
      return true;
    } catch (IOException lost) {
      lose(line);
      return false;
    }
  }

  /**
   * Takes what has arrived, waiting at most so long for something.
   *
   * @param output is told the index of each line that had some
   */
  void receive(long nanos, IntConsumer output) throws IOException {
    if (nanos < MILLISECOND) {
      selector.selectNow();
    } else {
      selector.select(nanos / MILLISECOND);
    }
    for (SelectionKey key : selector.selectedKeys()) {
      int index = (int) key.attachment();
      boolean[] shown = new boolean[1];
      try {
        lines.get(index).receive(bytes -> shown[0] |= bytes.hasRemaining());
      } catch (IOException lost) {
        lose(lines.get(index));
      }
      if (shown[0]) {
        output.accept(index);
      }
    }
    selector.selectedKeys().clear();
  }

  private void lose(Line line) {
    broken++;
    close(line);
  }

  private static void close(Line line) {
    try {
      line.close();
    } catch (IOException broken) {
      // The system takes it back all the same.
    }
  }

  /** Has every shell end, and lets go of what has not ended in time. */
  @Override
  public void close() throws IOException {
    for (int i = 0; i < lines.size(); i++) {
      type(i, "\u0015exit\n");
    }
    long end = System.nanoTime() + LEAVING.toNanos();
    while (broken < lines.size() && System.nanoTime() < end) {
      receive(100 * MILLISECOND, index -> {});
    }
    lines.forEach(Lines::close);
    selector.close();
  }
}
