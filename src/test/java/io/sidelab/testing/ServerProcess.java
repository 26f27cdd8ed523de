package io.sidelab.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The whole server as a process of its own, which can be killed like one. */
public final class ServerProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("Sidelab is ready at (http://\\S+)");
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(60);

  private final Path data;
  private final List<String> options;
  private final int port = freePort();
  private Path output;
  private Process process;

  /**
   * @param data kept from one start to the next
   * @param options of {@code serve}
   */
  public ServerProcess(Path data, String... options) {
    this.data = data;
    this.options = List.of(options);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Starts it and returns its address once it has printed it. */
  public String start() throws Exception {
    output = Files.createTempFile(data, "server-", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@src/main/java.options");
    command.add(
        "-Dlogback.configurationFile=src/main/resources/logback.xml"); // Not the tests' own.
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.sidelab.app.Main"));
    command.addAll(List.of("serve", "--port", String.valueOf(port), "--data", data.toString()));
    command.addAll(options);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Eventually.until(
        "the server prints its address; it said:\n" + output,
        START,
        () -> !process.isAlive() || READY.matcher(log()).find());
    Matcher ready = READY.matcher(log());
    assertThat(ready.find()).as("the server started; it said:\n%s", log()).isTrue();
    return ready.group(1);
  }

  public int port() {
    return port;
  }

  /** Of the process that runs now. */
  public long pid() {
    return process.pid();
  }

  public String log() throws IOException {
    return Files.readString(output);
  }

  /** As {@code kill -9}: no shutdown of any kind. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As a host that stands still: nothing runs, nothing is lost. */
  public void pause() throws Exception {
    signal("STOP");
  }

  public void goOn() throws Exception {
    signal("CONT");
  }

  private void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
    assertThat(kill.waitFor()).as("kill -%s", name).isZero();
  }

  /** As {@code kill}: returns the exit code. */
  public int stop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)).as("it stopped").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      process.destroy();
      process.onExit().orTimeout(STOP.toSeconds(), TimeUnit.SECONDS).join();
    }
  }
}
