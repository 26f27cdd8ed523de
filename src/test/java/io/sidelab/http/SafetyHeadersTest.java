package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SafetyHeadersTest {
  @Test
  void everyAnswerCarriesThem() throws Exception {
    try (Site site = new Site()) {
      Visitor visitor = site.visitor();
      visitor.startLab();
      for (String path :
          new String[] {
            "/", "/labs/one-kernel", "/workspaces/w1", "/api/health", "/api/workspaces/w1",
            "/nowhere", "/api/nowhere", "/assets/none.js", "/ws/terminals/t-box", "/metrics"
          }) {
        HttpResponse<String> response = visitor.get(path);
        assertThat(response.headers().firstValue("Content-Security-Policy"))
            .as(path)
            .hasValue(SafetyHeaders.CONTENT_POLICY);
        assertThat(response.headers().firstValue("X-Content-Type-Options"))
            .as(path)
            .hasValue("nosniff");
        assertThat(response.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(response.headers().firstValue("Cross-Origin-Opener-Policy"))
            .hasValue("same-origin");
        assertThat(response.headers().allValues("Cache-Control"))
            .as(path)
            .containsExactly("no-store");
        assertThat(response.headers().firstValue("Server")).isEmpty();
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      }
    }
  }

  @Test
  void unreadableRequestsCarryThemToo() throws Exception {
    try (Site site = new Site()) {
      String answer =
          RawRequest.send(site.server.port(), "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(RawRequest.status(answer)).isEqualTo(400);
      assertThat(answer)
          .contains("Content-Security-Policy: default-src 'none'")
          .doesNotContain("jetty")
          .doesNotContain("Exception")
          .doesNotContain("%zz");
    }
  }

  @Test
  void thePolicyAllowsNothingInlineAndNoOtherHost() {
    assertThat(SafetyHeaders.CONTENT_POLICY)
        .startsWith("default-src 'none'")
        .doesNotContain("unsafe")
        .doesNotContain("http")
        .doesNotContain("*");
  }
}
