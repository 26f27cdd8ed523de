package io.sidelab.terminal;

import io.sidelab.engine.TerminalSize;
import java.nio.ByteBuffer;

/** A viewer's side of a {@link StreamTerminal}. */
final class StreamViewer implements Viewer {
  private final StreamTerminal terminal;
  private final Follower follower;
  private final Typist typist;
  private volatile boolean left;

  StreamViewer(StreamTerminal terminal, Follower follower, Typist typist) {
    this.terminal = terminal;
    this.follower = follower;
    this.typist = typist;
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
  }

  @Override
  public void type(ByteBuffer bytes, Runnable taken) {
    if (!mayAct()) {
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
    if (mayAct()) {
      terminal.resize(size, follower);
    }
  }

  private boolean mayAct() {
    return !left && follower.role() == Role.TYPE;
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
  public void close() {
    left = true;
    typist.leave(this);
    follower.leave();
  }
}
