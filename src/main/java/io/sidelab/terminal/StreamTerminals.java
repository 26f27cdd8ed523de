package io.sidelab.terminal;

import io.sidelab.engine.TerminalSize;
import java.time.Clock;
import java.util.function.Consumer;

/** Makes terminals that stream from TTYs, and owns the threads of all of them. */
public final class StreamTerminals implements Terminals {
  private final TerminalSettings settings;
  private final Clock clock;
  private final TerminalThreads threads = new TerminalThreads();

  public StreamTerminals(TerminalSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Terminal create(String id, TerminalSize size, Consumer<Terminal> ended) {
    return new StreamTerminal(id, size, ended, settings, threads, clock);
  }

  @Override
  public void close() {
    threads.close();
  }
}
