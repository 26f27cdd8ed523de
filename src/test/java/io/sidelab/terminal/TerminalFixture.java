package io.sidelab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.engine.TerminalSize;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.MovableClock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;

/** Terminals with a small memory, and a look after every test whether a thread was left. */
abstract class TerminalFixture {
  static final Duration SOON = Duration.ofSeconds(10);
  static final int SCROLLBACK = 128 * 1024;
  static final int WINDOW = 32 * 1024;
  static final int INPUT = 16 * 1024;

  final MovableClock time = new MovableClock();
  final StreamTerminals terminals =
      new StreamTerminals(
          new TerminalSettings(SCROLLBACK, WINDOW, INPUT, Duration.ofMillis(200)), time);
  final List<Terminal> ended = new CopyOnWriteArrayList<>();
  private final List<Terminal> made = new ArrayList<>();

  final Terminal terminal() {
    Terminal terminal = terminals.create("t" + made.size(), TerminalSize.DEFAULT, ended::add);
    made.add(terminal);
    return terminal;
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] chatter(long from, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = ChattyTty.at(from + i);
    }
    return bytes;
  }

  static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("sidelab-terminal"))
        .toList();
  }

  @AfterEach
  final void leavesNoThread() throws Exception {
    made.forEach(Terminal::close);
    terminals.close();
    Eventually.passes(SOON, () -> assertThat(threads()).isEmpty());
  }
}
