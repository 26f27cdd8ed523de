package io.sidelab.robot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Listens to a terminal and tells when its shell asks for the next line. The JDK's client brings
 * what is printed, on threads of its own; one other thread waits.
 */
final class ShellWatch implements WebSocket.Listener {
  /** How a wait for a prompt ended. */
  enum Arrival {
    PROMPT,
    /** The machine ended, or the terminal was closed. */
    ENDED,
    LATE
  }

  /** Longer than two pieces of the same output are apart. */
  private static final Duration QUIET = Duration.ofMillis(150);

  /**
   * For what merely looks like a prompt (progress that ends in a percent sign, say), and for the
   * shell's own when something was printed behind it: programs in the background do that.
   */
  private static final Duration LONG_QUIET = Duration.ofSeconds(1);

  /** What shells show within a here-document or loop; programs begin lines with it too. */
  private static final String WITHIN = "> ";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ShellOutput output = new ShellOutput();
  private final StringBuilder text = new StringBuilder();
  private String usualPrompt = "";
  private long lastOutput = System.nanoTime();
  private boolean atPrompt;
  private boolean ended;
  private boolean closed;

  /** A line is typed now: what is there already is no answer to it. */
  synchronized void typing() {
    output.mark();
    atPrompt = false;
  }

  /** Waits until the shell is through with what was typed; returns at once when it is. */
  synchronized Arrival awaitPrompt(Duration patience) throws InterruptedException {
    long begun = System.nanoTime();
    long seen = Long.MAX_VALUE;
    while (!ended()) {
      long now = System.nanoTime();
      if (seen == Long.MAX_VALUE && output.shows(usualPrompt)) {
        seen = now;
      }
      long left = untilPrompt(now, seen);
      if (atPrompt || left <= 0) {
        atPrompt = true;
        usualPrompt = output.prompt().filter(one -> !one.equals(WITHIN)).orElse(usualPrompt);
        return Arrival.PROMPT;
      }
      long patienceLeft = begun + patience.toNanos() - now;
      if (patienceLeft <= 0) {
        return Arrival.LATE;
      }
      // Nanoseconds below one millisecond would not wait at all.
      TimeUnit.MILLISECONDS.timedWait(
          this, 1 + TimeUnit.NANOSECONDS.toMillis(Math.min(left, patienceLeft)));
    }
    return Arrival.ENDED;
  }

  /**
   * When the first thing was printed after that moment; the end of patience where nothing was. By
   * {@link System#nanoTime}.
   */
  synchronized long awaitOutput(long after, Duration patience) throws InterruptedException {
    long end = after + patience.toNanos();
    while (lastOutput - after <= 0 && !ended()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return end;
      }
      TimeUnit.MILLISECONDS.timedWait(this, 1 + TimeUnit.NANOSECONDS.toMillis(left));
    }
    return lastOutput - after > 0 ? lastOutput : end;
  }

  synchronized long lastOutput() {
    return lastOutput;
  }

  /** How long nothing more may be printed until it is sure that the shell waits. */
  private long untilPrompt(long now, long seen) {
    long left = seen == Long.MAX_VALUE ? Long.MAX_VALUE : seen + LONG_QUIET.toNanos() - now;
    Optional<String> prompt = output.prompt();
    if (prompt.isEmpty()) {
      return left;
    }
    Duration quiet = prompt.get().equals(usualPrompt) ? QUIET : LONG_QUIET;
    return Math.min(left, lastOutput + quiet.toNanos() - now);
  }

  /** Whether its program ended and was not started again. */
  synchronized boolean ended() {
    return ended || closed;
  }

  synchronized List<String> lastLines(int count) {
    return output.last(count);
  }

  @Override
  public synchronized CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    output.add(data);
    lastOutput = System.nanoTime();
    notifyAll();
    from.request(1);
    return null;
  }

  @Override
  public synchronized CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      hear(kind(text.toString()));
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  /** Sizes, greetings and notices change nothing for somebody who reads no screen. */
  private void hear(String kind) {
    if (kind.equals("exit")) {
      ended = true;
    } else if (kind.equals("restarted")) {
      ended = false;
      atPrompt = false;
      output.begin();
    } else if (kind.equals("closed")) {
      closed = true;
    }
    notifyAll();
  }

  private static String kind(String message) {
    try {
      return JSON.readTree(message).path("type").asText();
    } catch (JsonProcessingException unreadable) {
      return "";
    }
  }

  @Override
  public synchronized CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    closed = true;
    notifyAll();
    return null;
  }

  @Override
  public synchronized void onError(WebSocket from, Throwable error) {
    closed = true;
    notifyAll();
  }
}
