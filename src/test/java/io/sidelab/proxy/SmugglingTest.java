package io.sidelab.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that two programs could read in two ways never reach a machine. */
class SmugglingTest extends ProxyFixture {
  static Stream<String> twoWays() {
    String cookie = "Cookie: %s\r\n";
    return Stream.of(
        "POST / HTTP/1.1\r\nHost: a\r\n"
            + cookie
            + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: a\r\n" + cookie + "Content-Length: 1, 1\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: a\r\n" + cookie + "Content-Length: +1\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: a\r\n" + cookie + "Content-Length: 0x1\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: a\r\n" + cookie + "Content-Length: 99999999999999999999\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\n" + cookie + "Content-Length : 1\r\n\r\na",
        "POST / HTTP/1.1\r\nHost: a\r\n"
            + cookie
            + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\n" + cookie + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\n" + cookie + "Transfer-Encoding:\tx\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n" + cookie + "X: 1\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\n Host: a\r\n" + cookie + "\r\n",
        "GET / HTTP/1.1\nHost: a\n" + cookie.replace("\r", "") + "\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: 1\n" + cookie + "\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: 1\rY: 2\r\n" + cookie + "\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: 1\0\r\n" + cookie + "\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n" + cookie + "X: 1\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n" + cookie + "\r\n",
        "GET / HTTP/1.1\r\n" + cookie + "\r\n",
        "GET / HTTP/1.1\r\nHost: a/b\r\n" + cookie + "\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n: empty\r\n" + cookie + "\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n" + cookie + "\r\n",
        "GET http://b/ HTTP/1.1\r\nHost: a\r\n" + cookie + "\r\n",
        "GET  / HTTP/1.1\r\nHost: a\r\n" + cookie + "\r\n",
        "GET /a b HTTP/1.1\r\nHost: a\r\n" + cookie + "\r\n",
        "GET /\u00e4 HTTP/1.1\r\nHost: a\r\n" + cookie + "\r\n",
        "GET / HTTP/2.0\r\nHost: a\r\n" + cookie + "\r\n",
        "GET /\r\nHost: a\r\n" + cookie + "\r\n",
        "CONNECT a:22 HTTP/1.1\r\nHost: a\r\n" + cookie + "\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\n" + cookie + "\r\n",
        "\r\nGET / HTTP/1.1\r\nHost: a\r\n" + cookie + "\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\n\n");
  }

  @ParameterizedTest
  @MethodSource("twoWays")
  void isRefused(String request) throws Exception {
    String value = letIn(TARGET).substring("Cookie: ".length());
    try (Browser browser = browser()) {
      assertThat(browser.say(request.replace("%s", value)).all())
          .matches("(?s)HTTP/1.1 (400|411) .*");
    }
    assertThat(machine.waiting()).isZero();
    assertThat(asked).isNull();
  }

  @Test
  void aHeadThatIsTooLongIsRefused() throws Exception {
    try (Browser browser = browser()) {
      browser.say("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(16 * 1024) + "\r\n\r\n");
      assertThat(browser.all()).startsWith("HTTP/1.1 431 ").contains("Delete this site's cookies");
    }
  }
}
