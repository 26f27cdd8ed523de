package io.sidelab.http;

import io.sidelab.terminal.CloseReason;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;

/**
 * The sending half of a socket. Nothing here blocks: each send is handed to the network, which
 * calls back. Safe for any thread.
 */
final class TerminalLine {
  /** Texts waiting for a peer that reads nothing; a healthy one has one or two. */
  private static final int MOST_TEXTS = 64;

  /** A close frame's reason may be 123 bytes long. */
  private static final int LONGEST_REASON = 120;

  private final Session session;
  private final TerminalPulse pulse;
  private final AtomicInteger texts = new AtomicInteger();
  private final AtomicBoolean asking = new AtomicBoolean();
  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile long closingSince;

  TerminalLine(Session session, TerminalPulse pulse) {
    this.session = session;
    this.pulse = pulse;
  }

  void text(String message) {
    text(message, () -> {});
  }

  /**
   * @param taken runs when the network has it, or never will
   */
  void text(String message, Runnable taken) {
    if (texts.incrementAndGet() > MOST_TEXTS) {
      session.disconnect();
      return;
    }
    session.sendText(
        message,
        done(
            () -> {
              texts.decrementAndGet();
              taken.run();
            }));
  }

  void bytes(ByteBuffer bytes, Runnable taken) {
    pulse.sending(bytes.remaining());
    session.sendBinary(
        bytes,
        done(
            () -> {
              pulse.sent();
              taken.run();
            }));
  }

  /** One at a time: a ping that waits behind unread output is not followed by more. */
  void ping() {
    if (asking.compareAndSet(false, true)) {
      session.sendPing(pulse.question(), done(() -> asking.set(false)));
    }
  }

  /** Says why, then closes; {@link #overdue} tells when the peer takes too long over it. */
  void close(String lastWords, int status, String reason) {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    closingSince = System.nanoTime();
    String plain = reason.replaceAll("[^\\x20-\\x7e]", "?");
    String brief = plain.substring(0, Math.min(plain.length(), LONGEST_REASON));
    // In the callback: an abnormal status would overtake the words.
    session.sendText(lastWords, done(() -> session.close(status, brief, Callback.NOOP)));
  }

  boolean overdue(long graceNanos) {
    return closing.get() && System.nanoTime() - closingSince > graceNanos;
  }

  void disconnect() {
    session.disconnect();
  }

  /** A failed send is followed by the socket's own close event, so both ends are the same here. */
  private static Callback done(Runnable then) {
    return Callback.from(then, failure -> then.run());
  }

  static int status(CloseReason reason) {
    return switch (reason) {
      case CLOSED_BY_LEARNER, WORKSPACE_ENDED, MACHINE_ENDED -> StatusCode.NORMAL;
      case ENGINE_LOST, SERVER_STOPPING, VIEWER_LOST -> StatusCode.SHUTDOWN;
      case PROTOCOL -> StatusCode.POLICY_VIOLATION;
    };
  }
}
