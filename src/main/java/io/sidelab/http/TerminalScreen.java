package io.sidelab.http;

import io.sidelab.engine.TerminalSize;
import io.sidelab.terminal.CloseReason;
import io.sidelab.terminal.Company;
import io.sidelab.terminal.Greeting;
import io.sidelab.terminal.Screen;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** A browser's screen: turns what a terminal shows into messages. */
final class TerminalScreen implements Screen {
  private final String terminalId;
  private final TerminalLine line;

  TerminalScreen(String terminalId, TerminalLine line) {
    this.terminalId = terminalId;
    this.line = line;
  }

  @Override
  public void hello(Greeting greeting) {
    line.text(TerminalProtocol.hello(terminalId, greeting));
  }

  @Override
  public void send(ByteBuffer bytes, Runnable taken) {
    line.bytes(bytes, taken);
  }

  @Override
  public void resized(TerminalSize size, boolean replayed) {
    line.text(TerminalProtocol.resize(size, replayed));
  }

  @Override
  public void exited(OptionalInt code, String message) {
    line.text(TerminalProtocol.exit(code, message));
  }

  @Override
  public void interrupted(CloseReason reason, String message) {
    line.text(TerminalProtocol.notice(reason, message));
  }

  @Override
  public void restarted() {
    line.text(TerminalProtocol.restarted());
  }

  @Override
  public void company(Company company, Runnable taken) {
    line.text(TerminalProtocol.company(company), taken);
  }

  @Override
  public void closed(CloseReason reason, String message) {
    line.close(TerminalProtocol.closed(reason, message), TerminalLine.status(reason), message);
  }
}
