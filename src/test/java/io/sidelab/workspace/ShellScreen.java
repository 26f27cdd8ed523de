package io.sidelab.workspace;

import io.sidelab.engine.TerminalSize;
import io.sidelab.terminal.CloseReason;
import io.sidelab.terminal.Greeting;
import io.sidelab.terminal.Role;
import io.sidelab.terminal.Screen;
import io.sidelab.terminal.Terminal;
import io.sidelab.terminal.Viewer;
import io.sidelab.testing.Eventually;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** A viewer that keeps what it sees, types lines, and waits for answers. */
final class ShellScreen implements Screen, AutoCloseable {
  private final StringBuffer output = new StringBuffer();
  private final Viewer viewer;
  volatile String exit = "";
  volatile String closed = "";
  volatile String interrupted = "";

  ShellScreen(Terminal terminal) {
    viewer = terminal.view(this, Role.TYPE);
  }

  void type(String line) {
    viewer.type(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)), () -> {});
  }

  void resize(int columns, int rows) {
    viewer.resize(new TerminalSize(columns, rows));
  }

  void shows(String text) throws Exception {
    Eventually.passes(
        TestServer.SOON,
        () -> {
          if (!output.toString().contains(text)) {
            throw new AssertionError("no <" + text + "> in <" + output + ">");
          }
        });
  }

  String output() {
    return output.toString();
  }

  @Override
  public void hello(Greeting greeting) {}

  @Override
  public void send(ByteBuffer bytes, Runnable taken) {
    output.append(StandardCharsets.UTF_8.decode(bytes.duplicate()));
    taken.run();
  }

  @Override
  public void resized(TerminalSize size, boolean replayed) {}

  @Override
  public void exited(OptionalInt code, String message) {
    exit = "code " + (code.isPresent() ? code.getAsInt() : "unknown") + " " + message;
  }

  @Override
  public void interrupted(CloseReason reason, String message) {
    interrupted = reason + " " + message;
  }

  @Override
  public void restarted() {
    interrupted = "";
    exit = "";
  }

  @Override
  public void closed(CloseReason reason, String message) {
    closed = reason + " " + message;
  }

  @Override
  public void close() {
    viewer.close();
  }
}
