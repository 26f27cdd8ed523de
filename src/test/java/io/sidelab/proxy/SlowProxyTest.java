package io.sidelab.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.proxy.LocalMachine.Call;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nobody holds a connection for ever. */
class SlowProxyTest extends ProxyFixture {
  @Override
  ProxySettings settings() {
    return settings(
        Optional.of(URI.create("https://ports.test")),
        Duration.ofMillis(300),
        Duration.ofMillis(700));
  }

  @Test
  void aHeadThatDoesNotCome() throws Exception {
    try (Browser browser = browser()) {
      assertThat(browser.say("GET / HTTP/1.1\r\nHos").all()).startsWith("HTTP/1.1 408 ");
    }
    try (Browser browser = browser()) {
      assertThat(browser.all()).as("a connection without a request").isEmpty();
    }
  }

  @Test
  void anAnswerThatDoesNotCome() throws Exception {
    String cookie = letIn(TARGET);
    try (Browser browser = browser().get("/", cookie, "Connection: Upgrade", "Upgrade: websocket");
        Call call = machine.next()) {
      call.head();
      assertThat(call.rest()).isEmpty();
      assertThat(browser.all()).isEmpty();
    }
  }

  @Test
  void behindAnotherProxyBrowsersSeeItsOrigin() throws Exception {
    assertThat(proxy.admit(TARGET, "localhost")).startsWith("https://ports.test/.sidelab/open/");
    try (Browser browser = browser()) {
      assertThat(browser.get(ticket(TARGET)).all()).contains("SameSite=Lax; Secure\r\n");
    }
    try (Browser browser = browser().get("/", letIn(TARGET));
        Call call = machine.next()) {
      assertThat(call.head())
          .contains("X-Forwarded-Host: ports.test\r\n", "X-Forwarded-Proto: https\r\n");
      call.say("HTTP/1.1 204 No\r\n\r\n").close();
      assertThat(browser.all()).startsWith("HTTP/1.1 204");
    }
  }
}
