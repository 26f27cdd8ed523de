package io.sidelab.robot;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Types single keys into a shell of its own, ten a second, and measures their echo, on a thread
 * {@code sidelab-robot-keys}, until it is closed or its machine ends.
 */
final class KeyProbe implements AutoCloseable {
  private static final Duration PROMPT = Duration.ofMinutes(1);

  /** A learner would call it frozen; a later echo counts as this late. */
  private static final Duration LATEST = Duration.ofSeconds(10);

  private static final Duration BEAT = Duration.ofMillis(100);

  /** Fewer than a line of the terminal takes. */
  private static final int KEYS = 40;

  private static final Duration ENDING = Duration.ofSeconds(5);

  private final PlayedWorkspace workspace;
  private final String machine;
  private final Consumer<Duration> echoes;
  private final Thread thread;

  KeyProbe(PlayedWorkspace workspace, String machine, Consumer<Duration> echoes) {
    this.workspace = workspace;
    this.machine = machine;
    this.echoes = echoes;
    this.thread = new Thread(this::run, "sidelab-robot-keys");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try (TerminalTab tab = workspace.openFurther(machine)) {
      if (tab.awaitShell(PROMPT) == ShellWatch.Arrival.PROMPT) {
        type(tab);
      }
    } catch (IOException | Refused | InterruptedException end) {
      // The lab is over, or has no terminal to spare: then there is nothing to measure.
    }
  }

  private void type(TerminalTab tab) throws IOException, InterruptedException {
    for (int key = 1; !tab.ended(); key++) {
      Duration took = tab.echo("x", LATEST);
      if (tab.ended()) {
        return;
      }
      echoes.accept(took);
      if (key % KEYS == 0) {
        tab.echo("\u0015", LATEST);
      }
      Wait.pause(BEAT.minus(took));
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(ENDING.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
