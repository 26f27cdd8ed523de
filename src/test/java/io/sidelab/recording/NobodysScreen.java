package io.sidelab.recording;

import io.sidelab.engine.TerminalSize;
import io.sidelab.terminal.CloseReason;
import io.sidelab.terminal.Greeting;
import io.sidelab.terminal.Screen;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** Takes all output at once, shows none, and counts its bytes. */
final class NobodysScreen implements Screen {
  volatile int received;

  @Override
  public void hello(Greeting greeting) {}

  @Override
  public void send(ByteBuffer bytes, Runnable taken) {
    received += bytes.remaining();
    taken.run();
  }

  @Override
  public void resized(TerminalSize size, boolean replayed) {}

  @Override
  public void exited(OptionalInt code, String message) {}

  @Override
  public void interrupted(CloseReason reason, String message) {}

  @Override
  public void restarted() {}

  @Override
  public void closed(CloseReason reason, String message) {}
}
