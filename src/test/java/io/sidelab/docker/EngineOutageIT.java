package io.sidelab.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.engine.Command;
import io.sidelab.engine.Engine;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.MachineEvent;
import io.sidelab.engine.Subscription;
import io.sidelab.engine.Tty;
import io.sidelab.testing.CuttableLine;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import io.sidelab.testing.TtyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the adapter does when the engine is away, silent, or comes back. */
@Timeout(120)
class EngineOutageIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(600);

  private TestEngine test;

  @BeforeEach
  void openEngine() throws Exception {
    test = new TestEngine();
  }

  @AfterEach
  void leavesNothingBehind() throws Exception {
    test.close();
    Eventually.passes(
        SOON,
        () ->
            assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("sidelab-") || name.startsWith("docker-java")));
  }

  private static Engine at(URI host, Duration timeout) {
    return new DockerEngine(TestEngine.settings(host, timeout));
  }

  private static CuttableLine line() throws IOException {
    return new CuttableLine(TestEngine.settings().host().getPath());
  }

  private static void failsQuickly(FailureReason reason, ThrowingCallable call) {
    long began = System.nanoTime();
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            EngineFailure.class,
            failure -> assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void anEngineThatIsNotThereIsSaidToBeUnreachable(@TempDir Path folder) throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    try (Engine none = at(URI.create("unix://" + folder.resolve("none.sock")), SHORT);
        Engine closed = at(URI.create("tcp://127.0.0.1:" + free), SHORT)) {
      failsQuickly(FailureReason.ENGINE_UNREACHABLE, none::info);
      failsQuickly(FailureReason.ENGINE_UNREACHABLE, () -> none.machines().attach("x", false));
      failsQuickly(FailureReason.ENGINE_UNREACHABLE, closed::info);
      failsQuickly(FailureReason.ENGINE_UNREACHABLE, () -> closed.images().find("x"));
    }
  }

  @Test
  void anEngineThatNeverAnswersTimesOut(@TempDir Path folder) throws Exception {
    Path socket = folder.resolve("silent.sock");
    try (ServerSocketChannel silent =
            ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket));
        ServerSocket silentTcp = new ServerSocket(0);
        Engine unix = at(URI.create("unix://" + socket), SHORT);
        Engine tcp = at(URI.create("tcp://127.0.0.1:" + silentTcp.getLocalPort()), SHORT)) {
      assertThat(silent.isOpen()).isTrue();
      failsQuickly(FailureReason.ENGINE_TIMEOUT, unix::info);
      failsQuickly(FailureReason.ENGINE_TIMEOUT, () -> unix.machines().attach("x", false));
      failsQuickly(FailureReason.ENGINE_TIMEOUT, tcp::info);
      assertThat(Thread.interrupted()).isFalse();
      assertThat(Files.exists(socket)).isTrue();
    }
  }

  @Test
  void whatSpeaksNoDockerIsRefused() throws Exception {
    try (ServerSocket socket = new ServerSocket(0);
        Engine engine = at(URI.create("tcp://127.0.0.1:" + socket.getLocalPort()), SHORT)) {
      Thread answers =
          new Thread(
              () -> {
                try (var client = socket.accept()) {
                  client.getInputStream().read(new byte[4096]);
                  client
                      .getOutputStream()
                      .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK".getBytes());
                } catch (IOException problem) {
                  throw new UncheckedIOException(problem);
                }
              });
      answers.start();

      failsQuickly(FailureReason.REFUSED, engine::info);
      answers.join();
    }
  }

  @Test
  void theSameAdapterWorksWhenTheEngineIsBack() throws Exception {
    String machine = test.run();
    try (CuttableLine line = line();
        Engine engine = at(line.address(), Duration.ofSeconds(20))) {
      Command hello = new Command(List.of("echo", "hello"), SOON);
      assertThat(engine.machines().run(machine, hello).output()).isEqualTo("hello\n");
      Tty tty = engine.machines().open(machine, List.of("sh"), Map.of());
      try (TtyReader reader = new TtyReader(tty)) {
        line.cut();
        reader.untilEnd();
        failsQuickly(FailureReason.ENGINE_UNREACHABLE, engine::info);
        failsQuickly(FailureReason.ENGINE_UNREACHABLE, () -> engine.machines().run(machine, hello));
        line.mend();
      }

      assertThat(engine.machines().run(machine, hello).output()).isEqualTo("hello\n");
      assertThat(engine.info().version()).isNotBlank();
    }
  }

  @Test
  void exitsAreHeardAndOutagesAreTold() throws Exception {
    List<MachineEvent> heard = new CopyOnWriteArrayList<>();
    try (CuttableLine line = line();
        Engine engine = at(line.address(), Duration.ofSeconds(20));
        Subscription subscription = engine.machines().watch(test.labels(), heard::add)) {
      assertThat(subscription).isNotNull();
      hearsAnExit(heard);
      line.cut();
      Eventually.until("lost", SOON, () -> heard.contains(new MachineEvent.Lost()));
      line.mend();
      Eventually.until("resumed", SOON, () -> heard.contains(new MachineEvent.Resumed()));
      heard.clear();
      hearsAnExit(heard);
    }
    heard.clear();
    String machine = test.run("true");
    Eventually.until("it ends", SOON, () -> !test.engine().machines().inspect(machine).running());
    assertThat(heard).isEmpty();
  }

  /** The stream may take a moment to begin, so machines end until one is heard of. */
  private void hearsAnExit(List<MachineEvent> heard) throws Exception {
    Eventually.until(
        "an exit is heard",
        SOON,
        () -> {
          String machine = test.run("true");
          Eventually.until(
              "it ends", SOON, () -> !test.engine().machines().inspect(machine).running());
          return heard.stream()
              .anyMatch(
                  event ->
                      event instanceof MachineEvent.Exited exited
                          && exited.labels().entrySet().containsAll(test.labels().entrySet()));
        });
  }

  @Test
  void interruptingACallEndsIt(@TempDir Path folder) throws Exception {
    Path socket = folder.resolve("silent.sock");
    try (ServerSocketChannel silent =
            ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket));
        Engine engine = at(URI.create("unix://" + socket), Duration.ofSeconds(60))) {
      assertThat(silent.isOpen()).isTrue();
      Thread.currentThread().interrupt();
      failsQuickly(FailureReason.INTERRUPTED, engine::info);
      assertThat(Thread.interrupted()).as("the interruption is still told").isTrue();
    }
  }
}
