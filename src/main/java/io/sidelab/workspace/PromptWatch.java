package io.sidelab.workspace;

import io.sidelab.engine.Subscription;
import io.sidelab.terminal.Terminal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * Measures how long a machine takes from the request to start it until a shell's prompt stands at
 * the end of its output. A prompt counts when nothing follows it for a moment: in the middle of
 * boot messages, a piece of output may end in what looks like one. The time is that of the prompt's
 * last byte.
 */
final class PromptWatch {
  /** Longer than two pieces of the same output are apart, shorter than anybody types. */
  private static final Duration QUIET = Duration.ofMillis(150);

  /** A machine without a shell never shows a prompt; what comes later is no measure of a start. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** No prompt is longer, with all its colours. */
  private static final int TAIL = 512;

  /** Colours and modes, titles, and the two-byte sequences. */
  private static final Pattern ESCAPES =
      Pattern.compile(
          "\u001b\\[[0-?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(\u0007|\u001b\\\\)|\u001b[@-Z=>]");

  private static final Pattern PROMPT = Pattern.compile("(^|[\r\n])[^\r\n]*[#$%>] $");

  private final WorkspaceThreads threads;
  private final LongConsumer found;
  private final Executor pool;
  private final StringBuilder tail = new StringBuilder();
  private Subscription output = () -> {};
  private long begun;
  private int version;
  private boolean over;

  private PromptWatch(WorkspaceThreads threads, LongConsumer found) {
    this.threads = threads;
    this.pool = threads.observers();
    this.found = found;
  }

  /**
   * Listens from now on.
   *
   * @param found told the milliseconds, at most once, on an observer's thread
   */
  static PromptWatch on(Terminal terminal, WorkspaceThreads threads, LongConsumer found) {
    PromptWatch watch = new PromptWatch(threads, found);
    watch.listen(terminal);
    return watch;
  }

  private synchronized void listen(Terminal terminal) {
    begun = System.nanoTime();
    output = terminal.observe(this::look);
    threads.after(PATIENCE, pool, this::stop);
  }

  /** The request to start goes out now. */
  synchronized void begin() {
    begun = System.nanoTime();
  }

  synchronized void stop() {
    over = true;
    output.close();
  }

  private synchronized void look(ByteBuffer bytes) {
    if (over) {
      return;
    }
    long now = System.nanoTime();
    tail.append(StandardCharsets.ISO_8859_1.decode(bytes.duplicate()));
    tail.delete(0, Math.max(0, tail.length() - TAIL));
    int seen = ++version;
    if (looksLikePrompt(tail)) {
      threads.after(QUIET, pool, () -> confirm(seen, now));
    }
  }

  private void confirm(int seen, long at) {
    synchronized (this) {
      if (over || seen != version) {
        return;
      }
      stop();
    }
    found.accept(TimeUnit.NANOSECONDS.toMillis(at - begun));
  }

  static boolean looksLikePrompt(CharSequence output) {
    return PROMPT.matcher(ESCAPES.matcher(output).replaceAll("")).find();
  }
}
