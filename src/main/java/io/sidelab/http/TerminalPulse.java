package io.sidelab.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells a peer that is gone from one that only does not read. A question to the peer waits behind
 * the output it has not read, so its silence says nothing then, and it is given far longer. Pings
 * carry how many bytes had been sent before them; their answers say how far the peer has read.
 */
final class TerminalPulse {
  enum Verdict {
    FINE,
    ASK,
    GONE
  }

  /** Fits into the smallest receive buffer, so it cannot keep a ping from arriving. */
  private static final long UNREAD_ALLOWANCE = 16 * 1024;

  private final LongSupplier nanoTime;
  private final TerminalSocketSettings settings;
  private volatile long heardAt;
  private volatile long askedAt;
  private volatile long sent;
  private volatile long read;
  private volatile boolean sending;
  private volatile boolean holdingInput;

  TerminalPulse(LongSupplier nanoTime, TerminalSocketSettings settings) {
    this.nanoTime = nanoTime;
    this.settings = settings;
    this.heardAt = nanoTime.getAsLong();
    this.askedAt = heardAt;
  }

  /** Anything came from the peer. */
  void heard() {
    heardAt = nanoTime.getAsLong();
  }

  /** The answer to a ping came. */
  void answered(ByteBuffer payload) {
    heard();
    if (payload.remaining() == Long.BYTES) {
      confirm(payload.getLong(payload.position()));
    }
  }

  /** So many more bytes are on the peer's screen. */
  void acknowledged(long bytes) {
    confirm(read + bytes);
  }

  private void confirm(long upTo) {
    read = Math.max(read, Math.min(upTo, sent));
  }

  /** Output was handed to the network, one send at a time. */
  void sending(int bytes) {
    sent = sent + bytes;
    sending = true;
  }

  void sent() {
    sending = false;
  }

  /** Whether nothing is read from the peer because the program does not take its input. */
  void holdingInput(boolean holding) {
    holdingInput = holding;
  }

  /** What to do about the peer now; asking is noted as done. */
  Verdict beat() {
    long now = nanoTime.getAsLong();
    long unread = sent - read;
    boolean stalled = sending || holdingInput || unread > UNREAD_ALLOWANCE;
    Duration limit = stalled ? settings.stalledLimit() : settings.quietLimit();
    if (now - heardAt > limit.toNanos()) {
      return Verdict.GONE;
    }
    long beat = settings.heartbeat().toNanos();
    boolean worth = unread > 0 || now - heardAt >= beat;
    if (!worth || now - askedAt < beat) {
      return Verdict.FINE;
    }
    askedAt = now;
    return Verdict.ASK;
  }

  /** What a ping carries. */
  ByteBuffer question() {
    return ByteBuffer.allocate(Long.BYTES).putLong(0, sent);
  }
}
