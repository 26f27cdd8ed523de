package io.sidelab.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.proxy.LocalMachine.Call;
import io.sidelab.testing.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What passes between a browser and a machine's web server, and what does not. */
class ProxyServerTest extends ProxyFixture {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

  @Test
  void passesARequestAndItsAnswer() throws Exception {
    String cookie = letIn(TARGET);
    try (Browser browser = browser();
        Call call = answered(browser.get("/a%20b?c=d", cookie, "Accept: text/html"))) {
      String head = call.head();
      assertThat(head).startsWith("GET /a%20b?c=d HTTP/1.1\r\nHost: lab:8081\r\n");
      assertThat(head).contains("Accept: text/html\r\n", "Connection: close\r\n");
      assertThat(head)
          .contains("X-Forwarded-For: 127.0.0.1\r\n")
          .contains("X-Forwarded-Host: lab:8081\r\n")
          .contains("X-Forwarded-Proto: http\r\n");
      call.say("HTTP/1.1 201 Made it\r\nX-Mine: 1\r\nSet-Cookie: a=b\r\n\r\nöö").close();

      assertThat(browser.all())
          .isEqualTo(
              "HTTP/1.1 201 Made it\r\nX-Mine: 1\r\nSet-Cookie: a=b\r\nConnection: close\r\n\r\nöö");
      assertThat(asked).isEqualTo(TARGET);
    }
  }

  @Test
  void keepsItsOwnCookiesFromMachines() throws Exception {
    String cookie = letIn(TARGET);
    try (Browser browser = browser();
        Call call =
            answered(
                browser.get(
                    "/",
                    cookie + "; a=\"; sidelab_learner=SECRET; b=\"",
                    "COOKIE:sidelab_learner=SECRET;c=3; Sidelab_x=SECRET"))) {
      String head = call.head();
      assertThat(head).doesNotContainIgnoringCase("sidelab_").doesNotContain("SECRET");
      assertThat(head).contains("Cookie: a=\"; b=\"; c=3\r\n");
      call.say(OK).hangUp();
      assertThat(browser.all()).endsWith("hi");
    }
  }

  @Test
  void machinesSetNoCookiesOfItsAndReachNoFurtherThanTheirPages() throws Exception {
    String cookie = letIn(TARGET);
    try (Browser browser = browser();
        Call call = answered(browser.get("/", cookie))) {
      call.head();
      call.say(
              "HTTP/1.1 200 OK\r\nSet-Cookie: sidelab_learner=x\r\nset-cookie:  SIDELAB_port =x\r\n"
                  + "Set-Cookie: =sidelab_learner=x\r\nSet-Cookie: mine=1\r\n"
                  + "Clear-Site-Data: \"cookies\"\r\nStrict-Transport-Security: max-age=9\r\n"
                  + "Alt-Svc: h2=\"elsewhere:1\"\r\nConnection: keep-alive\r\nKeep-Alive: 5\r\n\r\n")
          .close();

      assertThat(browser.all())
          .isEqualTo("HTTP/1.1 200 OK\r\nSet-Cookie: mine=1\r\nConnection: close\r\n\r\n");
    }
  }

  @Test
  void nothingFollowsTheOneRequest() throws Exception {
    String cookie = letIn(TARGET);
    String second = "GET /second HTTP/1.1\r\nHost: x\r\nCookie: sidelab_learner=SECRET\r\n\r\n";
    try (Browser browser = browser()) {
      browser.say(
          "POST / HTTP/1.1\r\nHost: lab\r\n"
              + cookie
              + "\r\nContent-Length: 3\r\n\r\nabc"
              + second);
      browser.say(second);
      try (Call call = machine.next()) {
        call.head();
        assertThat(call.read(3)).isEqualTo("abc");
        call.say("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nhi");
        assertThat(browser.head()).contains("Connection: close\r\n").doesNotContain("keep-alive");
        assertThat(browser.read(2)).isEqualTo("hi");
        browser.say(second);
        browser.leave();
        assertThat(call.rest()).isEmpty();
      }
    }
    assertThat(machine.waiting()).isZero();
  }

  @Test
  void bodiesPassWhole() throws Exception {
    String cookie = letIn(TARGET);
    String body = "x".repeat(300_000);
    try (Browser browser = browser()) {
      browser.say(
          "PUT /f HTTP/1.1\r\nHost: lab\r\n"
              + cookie
              + "\r\nExpect: 100-continue\r\nContent-Length: 300000\r\n\r\n"
              + body);
      try (Call call = machine.next()) {
        assertThat(call.head()).contains("Content-Length: 300000\r\n").doesNotContain("Expect");
        assertThat(call.read(300_000)).isEqualTo(body);
        call.say("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\n" + OK);
        assertThat(browser.head()).startsWith("HTTP/1.1 200 OK");
        assertThat(browser.read(2)).isEqualTo("hi");
      }
    }
  }

  @Test
  void webSocketsFlowBothWaysAndEndWithEitherSide() throws Exception {
    String cookie = letIn(TARGET);
    try (Browser browser = browser();
        Call call =
            answered(
                browser.get(
                    "/ws",
                    cookie,
                    "Connection: keep-alive, Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Key: abc",
                    "Origin: http://lab:8081"))) {
      assertThat(call.head())
          .contains("Upgrade: websocket\r\nConnection: Upgrade\r\n")
          .contains("Sec-WebSocket-Key: abc\r\n", "Origin: http://lab:8081\r\n");
      call.say(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Accept: def\r\n\r\nearly");
      assertThat(browser.head())
          .contains("Sec-WebSocket-Accept: def\r\n", "Upgrade: websocket\r\n");
      assertThat(browser.read(5)).isEqualTo("early");
      browser.say("GET / HTTP/1.1\r\n\r\n\0ping");
      assertThat(call.read(23)).isEqualTo("GET / HTTP/1.1\r\n\r\n\0ping");
      call.say("pong");
      assertThat(browser.read(4)).isEqualTo("pong");

      browser.leave();

      assertThat(call.rest()).isEmpty();
    }
  }

  @Test
  void nothingPassesBeforeAMachineAgreesToAWebSocket() throws Exception {
    String cookie = letIn(TARGET);
    try (Browser browser = browser();
        Call call =
            answered(browser.get("/", cookie, "Connection: upgrade", "Upgrade: websocket"))) {
      call.head();
      browser.say("GET /second HTTP/1.1\r\nCookie: sidelab_learner=SECRET\r\n\r\n");
      call.say(OK);
      assertThat(browser.head()).startsWith("HTTP/1.1 200").contains("Connection: close");
      assertThat(browser.read(2)).isEqualTo("hi");
      browser.leave();
      assertThat(call.rest()).isEmpty();
    }
  }

  @Test
  void otherUpgradesAreNotPassedOn() throws Exception {
    String cookie = letIn(TARGET);
    try (Browser browser = browser();
        Call call =
            answered(
                browser.get(
                    "/",
                    cookie,
                    "Connection: Upgrade, HTTP2-Settings",
                    "Upgrade: h2c",
                    "HTTP2-Settings: AAA"))) {
      assertThat(call.head()).doesNotContainIgnoringCase("h2c").doesNotContain("HTTP2-Settings");
      call.say("HTTP/1.1 101 Switching\r\n\r\n");
      assertThat(browser.all()).startsWith("HTTP/1.1 502");
    }
  }

  @Test
  void aBrowserThatLeavesEndsTheMachinesSide() throws Exception {
    String cookie = letIn(TARGET);
    try (Browser browser = browser();
        Call call = answered(browser.get("/events", cookie))) {
      call.head();
      call.say("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
      browser.head();
      assertThat(browser.read(9)).isEqualTo("data: 1\n\n");
      browser.leave();
      assertThat(call.rest()).isEmpty();
    }
  }

  @Test
  void aBrowserThatDoesNotReadHoldsUpTheMachine() throws Exception {
    String cookie = letIn(TARGET);
    String piece = "y".repeat(64 * 1024);
    try (Browser browser = browser();
        Call call = answered(browser.get("/", cookie))) {
      call.head();
      call.say("HTTP/1.1 200 OK\r\n\r\n");
      AtomicLong lastWritten = new AtomicLong(System.nanoTime());
      Thread writing = new Thread(() -> flood(call, piece, lastWritten), "flood");
      writing.start();
      Eventually.until(
          "the machine stands still",
          Duration.ofSeconds(20),
          () -> System.nanoTime() - lastWritten.get() > 500_000_000);
      browser.leave();
      writing.join(10_000);
      assertThat(writing.isAlive()).isFalse();
    }
  }

  private static void flood(Call call, String piece, AtomicLong lastWritten) {
    try {
      while (true) {
        call.say(piece);
        lastWritten.set(System.nanoTime());
      }
    } catch (IOException ended) {
      // As it should.
    }
  }

  @Test
  void moreConnectionsThanAWorkspaceMayHaveAreToldSo() throws Exception {
    String cookie = letIn(TARGET);
    List<Browser> browsers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      browsers.add(browser().get("/slow", cookie));
      machine.next().head();
    }
    try (Browser fifth = browser()) {
      assertThat(fifth.get("/", cookie).all())
          .startsWith("HTTP/1.1 503 ")
          .contains("as many connections as it may have");
    }
    try (Browser elsewhere = browser();
        Call call = answered(elsewhere.get("/", letIn(OTHER)))) {
      call.head();
      call.say(OK).close();
      assertThat(elsewhere.all()).endsWith("hi");
    }
    for (Browser browser : browsers) {
      browser.leave();
    }
    Eventually.until("they are gone", Duration.ofSeconds(10), () -> proxy.open() == 0);
    try (Browser again = browser();
        Call call = answered(again.get("/", cookie))) {
      call.head();
      call.say(OK).close();
      assertThat(again.all()).endsWith("hi");
    }
  }

  @Test
  void moreConnectionsThanTheServerMayHaveAreToldSo() throws Exception {
    List<Browser> silent = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      silent.add(browser());
    }
    Eventually.until("all are taken", Duration.ofSeconds(10), () -> proxy.open() == 12);
    try (Browser one = browser()) {
      assertThat(one.all()).startsWith("HTTP/1.1 503 ").contains("This server has as many");
    }
    for (Browser browser : silent) {
      browser.leave();
    }
  }

  private Call answered(Browser asked) throws Exception {
    assertThat(asked).isNotNull();
    return machine.next();
  }
}
