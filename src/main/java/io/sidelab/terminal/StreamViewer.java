package io.sidelab.terminal;

import io.sidelab.engine.TerminalSize;
import java.nio.ByteBuffer;

/** A viewer's side of a {@link StreamTerminal}. */
final class StreamViewer implements Viewer {
  private final StreamTerminal terminal;
  private final Output output;
  private final Follower follower;
  private final Typist typist;
  private volatile boolean left;

  StreamViewer(StreamTerminal terminal, Output output, Follower follower) {
    this.terminal = terminal;
    this.output = output;
    this.follower = follower;
    this.typist = follower.seat().typist();
  }

  Follower follower() {
    return follower;
  }

  /** The same viewer has come on another line. */
  void replaced() {
    left = true;
    follower.finish(
        screen -> screen.closed(CloseReason.VIEWER_LOST, "This window has connected once more."));
    follower.cut();
    output.deliver();
  }

  @Override
  public void type(ByteBuffer bytes, Runnable taken) {
    if (left || !follower.seat().mayType()) {
      taken.run();
      return;
    }
    Runnable later =
        () -> {
          follower.inputWaits(-1);
          taken.run();
        };
    if (typist.type(this, bytes, typed -> terminal.enter(typed, later))) {
      taken.run();
    } else {
      follower.inputWaits(1);
    }
  }

  @Override
  public void resize(TerminalSize size) {
    if (!left && follower.seat().role() == Role.TYPE) {
      terminal.resize(size, follower);
    }
  }

  @Override
  public void acknowledge(long bytes) {
    follower.acknowledge(bytes);
  }

  @Override
  public long typed() {
    return typist.typed();
  }

  @Override
  public void ask() {
    if (!left && follower.isGuest()) {
      output.arrange(seats -> seats.ask(follower.seat()));
    }
  }

  @Override
  public void done() {
    if (!left && follower.isGuest()) {
      output.arrange(seats -> seats.done(follower.seat()));
    }
  }

  @Override
  public void answer(String guest, boolean mayType) {
    if (left || follower.isGuest()) {
      return;
    }
    if (mayType) {
      output.arrange(seats -> seats.allow(guest));
    } else {
      output.arrange(seats -> seats.refuse(guest));
    }
  }

  @Override
  public void close() {
    left = true;
    typist.leave(this);
    follower.leave();
    output.deliver();
  }
}
