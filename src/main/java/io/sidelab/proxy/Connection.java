package io.sidelab.proxy;

import io.sidelab.engine.RunningCommand;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;

/** One browser's connection, the machine's it has led to, and when something last passed. */
final class Connection {
  private final Socket socket;
  private volatile long moved = System.nanoTime();
  private Optional<RunningCommand> machine = Optional.empty();
  private boolean closed;

  Connection(Socket socket) {
    this.socket = socket;
  }

  Socket socket() {
    return socket;
  }

  /** Something passed. */
  void moved() {
    moved = System.nanoTime();
  }

  boolean idleFor(long nanos) {
    return System.nanoTime() - moved >= nanos;
  }

  /** From now on the machine's side is closed with it. */
  void leadsTo(RunningCommand command) {
    boolean late;
    synchronized (this) {
      machine = Optional.of(command);
      late = closed;
    }
    if (late) {
      command.close();
    }
  }

  /** Both sides, from any thread; whoever waits for one of them goes on. */
  void close() {
    Optional<RunningCommand> other;
    synchronized (this) {
      closed = true;
      other = machine;
    }
    try {
      socket.close();
    } catch (IOException ignored) {
      // It is let go of all the same.
    }
    other.ifPresent(RunningCommand::close);
  }
}
