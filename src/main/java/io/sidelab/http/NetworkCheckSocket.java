package io.sidelab.http;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends back what it gets, one message after the other: the next is asked for when the last has
 * been sent, so a peer that does not read is not read from either. Jetty calls it from one thread
 * at a time. Public only because Jetty calls it by reflection.
 */
public final class NetworkCheckSocket implements Session.Listener {
  static final String OVER = "This check is over.";
  private static final Logger LOG = LoggerFactory.getLogger(NetworkCheckSocket.class);

  private final NetworkCheckSettings settings;
  private final NetworkCheckPlaces places;
  private final String address;
  private final Scheduler timer;
  private final AtomicBoolean placed = new AtomicBoolean();
  private Session session;
  private volatile Scheduler.Task end = () -> false;
  private int messages;
  private long bytes;

  NetworkCheckSocket(
      NetworkCheckSettings settings, NetworkCheckPlaces places, String address, Scheduler timer) {
    this.settings = settings;
    this.places = places;
    this.address = address;
    this.timer = timer;
  }

  @Override
  public void onWebSocketOpen(Session opened) {
    session = opened;
    // Many upgrades at once pass the look before any of them has its place.
    if (!places.take(address)) {
      close(StatusCode.TRY_AGAIN_LATER, "Too many checks run at once. Try again in a minute.");
      return;
    }
    placed.set(true);
    end =
        timer.schedule(
            () -> close(StatusCode.NORMAL, OVER),
            settings.life().toMillis(),
            TimeUnit.MILLISECONDS);
    session.demand();
  }

  @Override
  public void onWebSocketText(String text) {
    if (admitted(text.length())) {
      session.sendText(text, next());
    }
  }

  @Override
  public void onWebSocketBinary(ByteBuffer content, Callback callback) {
    if (!admitted(content.remaining())) {
      callback.succeed();
      return;
    }
    // The buffer is Jetty's until the callback is called, so it is sent before.
    session.sendBinary(
        content,
        Callback.from(
            () -> {
              callback.succeed();
              session.demand();
            },
            failure -> {
              callback.fail(failure);
              leave();
            }));
  }

  private boolean admitted(int length) {
    messages++;
    bytes += length;
    if (messages <= settings.messagesPerSocket() && bytes <= settings.bytesPerSocket()) {
      return true;
    }
    close(StatusCode.POLICY_VIOLATION, "A check needs no more than this.");
    return false;
  }

  private Callback next() {
    return Callback.from(session::demand, failure -> leave());
  }

  /** A peer that does not take part in closing is cut off. */
  private void close(int status, String reason) {
    end.cancel();
    Session closing = session;
    end =
        timer.schedule(
            closing::disconnect, settings.closeGrace().toMillis(), TimeUnit.MILLISECONDS);
    closing.close(status, reason, Callback.NOOP);
    closing.demand();
  }

  @Override
  public void onWebSocketPing(ByteBuffer payload) {
    session.sendPong(payload, next());
  }

  @Override
  public void onWebSocketPong(ByteBuffer payload) {
    session.demand();
  }

  @Override
  public void onWebSocketClose(int status, String reason, Callback callback) {
    leave();
    callback.succeed();
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    LOG.debug("a check's socket ended: {}", cause.toString());
    leave();
  }

  private void leave() {
    end.cancel();
    if (placed.compareAndSet(true, false)) {
      places.giveBack(address);
    }
  }
}
