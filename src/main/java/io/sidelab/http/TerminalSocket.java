package io.sidelab.http;

import io.sidelab.terminal.Arrival;
import io.sidelab.terminal.CloseReason;
import io.sidelab.terminal.Viewer;
import java.nio.ByteBuffer;
import java.util.Set;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One browser's connection to one terminal. Jetty calls it from one thread at a time. The next
 * message is asked for only when the last one has been taken: a program that reads nothing so stops
 * the browser from sending, and no thread waits for it. Public only because Jetty calls it by
 * reflection.
 */
public final class TerminalSocket implements Session.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(TerminalSocket.class);

  /** Two a second: more than anybody clicks, for a whole class that asks. */
  private static final int MOST_ARRANGEMENTS = 120;

  private final TerminalGrant grant;
  private final Arrival arrival;
  private final TerminalSocketSettings settings;
  private final Set<TerminalSocket> open;
  private final TerminalPulse pulse;
  private final PerMinute arrangements = new PerMinute(MOST_ARRANGEMENTS, System::nanoTime);
  private TerminalLine line;
  private Session session;
  private volatile Viewer viewer;
  private volatile boolean left;

  TerminalSocket(
      TerminalGrant grant,
      Arrival arrival,
      TerminalSocketSettings settings,
      Set<TerminalSocket> open) {
    this.grant = grant;
    this.arrival = arrival;
    this.settings = settings;
    this.open = open;
    this.pulse = new TerminalPulse(System::nanoTime, settings);
  }

  @Override
  public void onWebSocketOpen(Session opened) {
    session = opened;
    line = new TerminalLine(opened, pulse);
    open.add(this);
    TerminalScreen screen = new TerminalScreen(grant.terminal().id(), line);
    if (!grant.fits(settings)) {
      // Many upgrades at once pass the check before any of them is a viewer.
      screen.closed(CloseReason.PROTOCOL, TerminalServlet.TOO_MANY);
      session.demand();
      return;
    }
    try {
      viewer = grant.enter(screen, arrival);
    } catch (IllegalStateException closedMeanwhile) {
      screen.closed(CloseReason.WORKSPACE_ENDED, "This terminal has been closed.");
    }
    if (left) {
      // The peer was gone before its greeting had been sent.
      leave();
      return;
    }
    session.demand();
  }

  @Override
  public void onWebSocketPartialBinary(ByteBuffer bytes, boolean last, Callback callback) {
    pulse.heard();
    if (viewer == null) {
      callback.succeed();
      session.demand();
      return;
    }
    pulse.holdingInput(true);
    viewer.type(
        bytes,
        () -> {
          pulse.holdingInput(false);
          callback.succeed();
          session.demand();
        });
  }

  @Override
  public void onWebSocketText(String text) {
    pulse.heard();
    try {
      if (viewer != null) {
        accept(TerminalProtocol.decode(text));
      }
    } catch (TerminalProtocol.Violation violation) {
      LOG.debug("terminal {}: {}", grant.terminal().id(), violation.getMessage());
      viewer.close();
      line.close(
          TerminalProtocol.closed(
              CloseReason.PROTOCOL, "Message refused: " + violation.getMessage()),
          TerminalLine.status(CloseReason.PROTOCOL),
          violation.getMessage());
    }
    session.demand();
  }

  private void accept(TerminalMessage message) throws TerminalProtocol.Violation {
    if (message instanceof TerminalMessage.Acknowledge acknowledge) {
      pulse.acknowledged(acknowledge.bytes());
      viewer.acknowledge(acknowledge.bytes());
    } else if (message instanceof TerminalMessage.Resize resize) {
      viewer.resize(resize.size());
    } else if (message instanceof TerminalMessage.Ping) {
      line.text(TerminalProtocol.pong(viewer.typed()));
    } else {
      arrange(message);
    }
  }

  /** Guests ask, the learner answers. */
  private void arrange(TerminalMessage message) throws TerminalProtocol.Violation {
    if (grant.forGuest() == message instanceof TerminalMessage.Answer) {
      throw new TerminalProtocol.Violation("not for you to say");
    }
    if (!arrangements.take()) {
      throw new TerminalProtocol.Violation("too many questions or answers");
    }
    if (message instanceof TerminalMessage.Answer answer) {
      viewer.answer(answer.viewer(), answer.mayType());
    } else if (message instanceof TerminalMessage.Done) {
      viewer.done();
    } else {
      viewer.ask();
    }
  }

  @Override
  public void onWebSocketPong(ByteBuffer payload) {
    pulse.answered(payload);
    session.demand();
  }

  @Override
  public void onWebSocketClose(int status, String reason, Callback callback) {
    leave();
    callback.succeed();
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    LOG.debug("terminal {}: socket ended: {}", grant.terminal().id(), cause.toString());
    leave();
  }

  private void leave() {
    left = true;
    if (viewer != null) {
      viewer.close();
    }
    open.remove(this);
  }

  /** Called now and then by the server's timer: finds peers that are gone. */
  void beat() {
    if (line.overdue(settings.closeGrace().toNanos())) {
      end();
      return;
    }
    TerminalPulse.Verdict verdict = pulse.beat();
    if (verdict == TerminalPulse.Verdict.ASK) {
      line.ping();
    } else if (verdict == TerminalPulse.Verdict.GONE) {
      LOG.info("terminal {}: a browser is gone without a word", grant.terminal().id());
      end();
    }
  }

  private void end() {
    leave();
    line.disconnect();
  }
}
