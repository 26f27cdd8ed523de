package io.sidelab.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.proxy.LocalMachine.Call;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and what is refused with a page that says why. */
class ProxyAccessTest extends ProxyFixture {
  @Test
  void aLinkWorksOnceAndLeavesACookieThatScriptsCannotRead() throws Exception {
    String path = ticket(TARGET);
    try (Browser browser = browser()) {
      assertThat(browser.get(path).all())
          .startsWith("HTTP/1.1 303 See Other\r\nLocation: /\r\n")
          .containsPattern(
              "Set-Cookie: sidelab_port=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax\r\n")
          .contains("Referrer-Policy: no-referrer", "Cache-Control: no-store");
    }
    try (Browser browser = browser()) {
      assertThat(browser.get(path).all()).startsWith("HTTP/1.1 403 ").contains("It worked once");
    }
  }

  @Test
  void aBrowserWithoutTheCookieIsToldWhereToGo() throws Exception {
    for (String cookie : new String[] {"X: y", "Cookie: sidelab_port=guess", "Cookie: x=y"}) {
      try (Browser browser = browser()) {
        assertThat(browser.get("/", cookie).all())
            .startsWith("HTTP/1.1 403 ")
            .contains("Content-Security-Policy: default-src 'none'")
            .contains("Open this from your lab&#39;s Ports".replace("&#39;", "'"));
      }
    }
    assertThat(machine.waiting()).isZero();
  }

  @Test
  void aCookieReachesItsOwnPortOnlyWhateverTheRequestSays() throws Exception {
    String cookie = letIn(TARGET);
    String[] lines = {"X-Forwarded-Host: 10.0.0.1:22", "X-Sidelab-Port: 22", "Forwarded: for=1"};
    try (Browser browser = browser().get("/http://127.0.0.1:22/", concat(cookie, lines));
        Call call = machine.next()) {
      assertThat(asked).isEqualTo(TARGET);
      assertThat(call.head()).doesNotContain("10.0.0.1", "for=1");
      call.say("HTTP/1.1 204 No\r\n\r\n").close();
      assertThat(browser.all()).startsWith("HTTP/1.1 204");
    }
  }

  private static String[] concat(String first, String[] others) {
    String[] all = new String[others.length + 1];
    all[0] = first;
    System.arraycopy(others, 0, all, 1, others.length);
    return all;
  }

  @Test
  void anotherPortTakesThePlaceOfTheFirstAndOfWhatItLeftBehind() throws Exception {
    String cookie = letIn(TARGET);
    try (Browser browser = browser()) {
      assertThat(browser.get(ticket(OTHER), cookie).all()).contains("Clear-Site-Data: \"cache\"");
    }
    try (Browser browser = browser()) {
      assertThat(browser.get(ticket(TARGET), cookie).all()).doesNotContain("Clear-Site-Data");
    }
  }

  @Test
  void aCookieOfAnEndedWorkspaceOpensNothing() throws Exception {
    String cookie = letIn(TARGET);
    ended = true;
    try (Browser browser = browser()) {
      assertThat(browser.get("/", cookie).all())
          .startsWith("HTTP/1.1 404 ")
          .contains("This lab has ended.");
    }
    assertThat(machine.waiting()).isZero();
  }

  @Test
  void aMachineThatCannotBeAskedIsNotSaidToListenToNothing() throws Exception {
    String cookie = letIn(TARGET);
    machine.fallSilent();
    try (Browser browser = browser()) {
      assertThat(browser.get("/", cookie).all())
          .startsWith("HTTP/1.1 502 ")
          .contains("does not take connections at this moment")
          .doesNotContain("Nothing listens");
    }
  }

  @Test
  void aPortWhereNothingListensIsExplained() throws Exception {
    String cookie = letIn(TARGET);
    machine.stopListening();
    try (Browser browser = browser()) {
      assertThat(browser.get("/", cookie).all())
          .startsWith("HTTP/1.1 502 ")
          .contains("Nothing listens on port 8000 in The &lt;box&gt;")
          .contains("<a href=\"\">Try again</a>");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSH-2.0-OpenSSH\r\n", "HTTP/2 200\r\n\r\n", "\r\n\r\n", "HTTP/1.1 20"})
  void whatIsNoWebServerIsToldApart(String greeting) throws Exception {
    String cookie = letIn(TARGET);
    try (Browser browser = browser().get("/", cookie);
        Call call = machine.next()) {
      call.head();
      call.say(greeting);
      call.socket().shutdownOutput();
      assertThat(browser.all()).startsWith("HTTP/1.1 502 ").contains("does not speak HTTP");
    }
  }

  @Test
  void aServerThatHangsUpIsToldApart() throws Exception {
    String cookie = letIn(TARGET);
    try (Browser browser = browser().get("/", cookie);
        Call call = machine.next()) {
      call.head();
      call.hangUp();
      assertThat(browser.all()).startsWith("HTTP/1.1 502 ").contains("without an answer");
    }
  }

  @Test
  void aServerWrittenByHandIsUnderstood() throws Exception {
    String cookie = letIn(TARGET);
    try (Browser browser = browser().get("/", cookie);
        Call call = machine.next()) {
      call.head();
      call.say("HTTP/1.0 200\nContent-Type : text/plain\nrubbish\n\nhi").close();
      assertThat(browser.all())
          .isEqualTo("HTTP/1.1 200 \r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nhi");
    }
  }

  @Test
  void pagesOfMachinesGoByTheHostsOtherName() {
    assertThat(proxy.admit(TARGET, "localhost")).startsWith("http://127.0.0.1:" + proxy.port());
    assertThat(proxy.admit(TARGET, "127.0.0.1")).startsWith("http://localhost:" + proxy.port());
    assertThat(URI.create(proxy.admit(TARGET, "labs.test")).getHost()).isEqualTo("labs.test");
  }
}
