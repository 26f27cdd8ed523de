package io.sidelab.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.engine.RunningCommand;
import io.sidelab.testing.Eventually;
import io.sidelab.workspace.WorkspaceFailure;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A proxy before one machine, which leaves no thread and no connection behind. */
@Timeout(60)
abstract class ProxyFixture {
  static final PortTarget TARGET = new PortTarget("ada", "w1", "box", "The <box>", 8000);
  static final PortTarget OTHER = new PortTarget("ada", "w2", "box", "The other", 8000);

  private static final Pattern COOKIE = Pattern.compile("Set-Cookie: (sidelab_port=[^;]+);");

  LocalMachine machine;
  ProxyServer proxy;
  volatile boolean ended;
  volatile PortTarget asked;

  @BeforeEach
  void start() throws Exception {
    machine = new LocalMachine();
    proxy = new ProxyServer(settings(), this::connect, Clock.systemUTC());
    proxy.start();
  }

  private RunningCommand connect(PortTarget target) throws WorkspaceFailure {
    asked = target;
    if (ended) {
      throw new WorkspaceFailure(Reason.NOT_FOUND, "This lab has ended.");
    }
    return machine.connect();
  }

  ProxySettings settings() {
    return settings(Optional.empty(), Duration.ofSeconds(10), Duration.ofMinutes(10));
  }

  static ProxySettings settings(Optional<URI> origin, Duration head, Duration idle) {
    return new ProxySettings(
        "127.0.0.1", 0, false, origin, 12, 4, head, idle, Duration.ofMinutes(1));
  }

  @AfterEach
  void leavesNothingBehind() throws Exception {
    proxy.close();
    machine.close();
    assertThat(machine.open).as("connections to the machine").hasValue(0);
    Eventually.passes(
        Duration.ofSeconds(5),
        () ->
            assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("sidelab-proxy")));
  }

  Browser browser() throws Exception {
    return new Browser(proxy.port());
  }

  /** The path of a link. */
  String ticket(PortTarget target) {
    return URI.create(proxy.admit(target, "localhost")).getPath();
  }

  /** The Cookie line of a browser that followed a link. */
  String letIn(PortTarget target) throws Exception {
    try (Browser browser = browser()) {
      Matcher cookie = COOKIE.matcher(browser.get(ticket(target)).all());
      assertThat(cookie.find()).isTrue();
      return "Cookie: " + cookie.group(1);
    }
  }
}
