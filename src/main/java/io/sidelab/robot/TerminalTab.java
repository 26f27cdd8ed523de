package io.sidelab.robot;

import io.sidelab.robot.ShellWatch.Arrival;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A terminal in a tab: types whole lines and waits for prompts. Used by one thread. */
final class TerminalTab implements AutoCloseable {
  /** So wide that shells seldom break a line: how they do it differs. */
  private static final String SIZE = "{\"type\":\"resize\",\"cols\":200,\"rows\":50}";

  private static final Duration NETWORK = Duration.ofSeconds(30);

  /** Longer than a shell takes to greet. */
  private static final Duration REMINDER = Duration.ofSeconds(10);

  private final ShellWatch shell;
  private final WebSocket socket;

  private TerminalTab(ShellWatch shell, WebSocket socket) {
    this.shell = shell;
    this.socket = socket;
  }

  static TerminalTab open(WebSocket.Builder builder, URI address)
      throws IOException, InterruptedException {
    ShellWatch shell = new ShellWatch();
    builder.connectTimeout(NETWORK).subprotocols("sidelab.terminal.v1");
    WebSocket socket = await(builder.buildAsync(address, shell));
    await(socket.sendText(SIZE, true));
    return new TerminalTab(shell, socket);
  }

  /** Types the line and Enter, as they stand, and waits until the shell is through with it. */
  Arrival type(String line, Duration patience) throws IOException, InterruptedException {
    shell.typing();
    send(line + "\r");
    return shell.awaitPrompt(patience);
  }

  /**
   * Waits until the shell can be typed into. A silent one is asked by Enter: a kernel's message may
   * have come behind its first prompt.
   */
  Arrival awaitShell(Duration patience) throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    Arrival arrival = shell.awaitPrompt(REMINDER);
    while (arrival == Arrival.LATE && System.nanoTime() - end < 0) {
      arrival = type("", REMINDER);
    }
    return arrival;
  }

  /** Types a key and returns how long its echo took; the patience where none came. */
  Duration echo(String key, Duration patience) throws IOException, InterruptedException {
    long typed = System.nanoTime();
    send(key);
    return Duration.ofNanos(shell.awaitOutput(typed, patience) - typed);
  }

  /** When it last printed something, by {@link System#nanoTime}. */
  long lastOutput() {
    return shell.lastOutput();
  }

  /** Ctrl-C. */
  void interrupt(Duration patience) throws IOException, InterruptedException {
    send("\u0003");
    shell.awaitPrompt(patience);
  }

  private void send(String keys) throws IOException, InterruptedException {
    await(socket.sendBinary(ByteBuffer.wrap(keys.getBytes(StandardCharsets.UTF_8)), true));
  }

  /** Whether its program ended and was not started again. */
  boolean ended() {
    return shell.ended();
  }

  List<String> lastLines(int count) {
    return shell.lastLines(count);
  }

  private static <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get(NETWORK.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new IOException("the terminal's connection failed: " + failed.getCause(), failed);
    } catch (TimeoutException slow) {
      throw new IOException("the terminal's connection takes nothing", slow);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }
}
