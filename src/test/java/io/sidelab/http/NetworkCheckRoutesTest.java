package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidelab.testing.Eventually;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NetworkCheckRoutesTest {
  @Test
  void thePageMakesNobodyALearnerAndMayLoadOnePictureFromThePorts() throws Exception {
    try (Site site = new Site()) {
      HttpResponse<String> page = site.visitor().get("/check", "Accept", "text/html");

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
      assertThat(page.body()).contains("Does it work in my network?", "JavaScript is switched off");
      assertThat(page.headers().allValues("Content-Security-Policy"))
          .containsExactly(
              SafetyHeaders.CONTENT_POLICY.replace(
                  "img-src 'self'", "img-src 'self' http://localhost:" + site.proxy.port()));
      assertThat(site.visitor().get("/", "Accept", "text/html").body()).contains("href=\"/check\"");
    }
  }

  @Test
  void aHostThatWouldChangeThePolicyIsNotPutIntoIt() throws Exception {
    try (Site site = new Site();
        java.net.Socket raw = new java.net.Socket("127.0.0.1", site.server.port())) {
      String request = "GET /check HTTP/1.0\r\nHost: x;script-src%20*\r\n\r\n";
      raw.getOutputStream().write(request.getBytes());
      String answer = new String(raw.getInputStream().readAllBytes());
      assertThat(answer).doesNotContain("script-src *", "x;script");
    }
  }

  @Test
  void theAnswerSaysWhatTheServerSawOfThisRequestAndNothingElse() throws Exception {
    try (Site site = new Site()) {
      Visitor visitor = site.visitor();
      HttpResponse<String> first = visitor.get("/api/check");
      JsonNode answer = Visitor.json(first);

      assertThat(Visitor.fields(answer))
          .containsExactlyInAnyOrder(
              "now", "from", "encrypted", "proxied", "sentProbe", "seenProbe", "ports");
      assertThat(answer.get("now").asLong()).isCloseTo(System.currentTimeMillis(), within());
      assertThat(answer.get("from").asText()).isEqualTo("this host");
      assertThat(answer.get("proxied").asBoolean()).isFalse();
      assertThat(answer.get("seenProbe").asText()).isEmpty();
      assertThat(first.headers().firstValue("Set-Cookie").orElseThrow())
          .matches("sidelab_probe=[0-9a-f]{16}; Path=/api/check; Max-Age=120; HttpOnly;.*Lax");

      JsonNode second = Visitor.json(visitor.get("/api/check", "Via", "1.1 proxy"));
      assertThat(second.get("seenProbe")).isEqualTo(answer.get("sentProbe"));
      assertThat(second.get("proxied").asBoolean()).isTrue();
      visitor.cookie = "sidelab_probe=<script>";
      assertThat(Visitor.json(visitor.get("/api/check")).get("seenProbe").asText()).isEmpty();
    }
  }

  private static org.assertj.core.data.Offset<Long> within() {
    return org.assertj.core.data.Offset.offset(60_000L);
  }

  @Test
  void eventsComeOneByOneAndEndByThemselves() throws Exception {
    try (Site site = new Site()) {
      String all = new String(site.visitor().stream("/api/check/events").body().readAllBytes());
      List<String> numbers =
          Pattern.compile("\"number\":(\\d)")
              .matcher(all)
              .results()
              .map(one -> one.group(1))
              .toList();
      assertThat(numbers).containsExactly("1", "2", "3", "4", "5", "6");
      Eventually.until(
          "the stream is counted no more",
          Duration.ofSeconds(10),
          () -> site.visitor().get("/metrics").body().contains("sidelab_events_open 0.0"));
    }
  }

  @Test
  void streamsAreCountedByAddress() throws Exception {
    try (Site site = new Site(Site.with(new EventSettings(30, 2, 100, Duration.ofSeconds(15))))) {
      var first = site.visitor().stream("/api/check/events");
      var second = site.visitor().stream("/api/check/events");
      assertThat(site.visitor().stream("/api/check/events").statusCode()).isEqualTo(429);
      first.body().close();
      second.body().close();
    }
  }

  @Test
  void thePictureInThePortsOriginIsNoOtherByChance() throws Exception {
    try (Site site = new Site()) {
      String address = Visitor.json(site.visitor().get("/api/check")).get("ports").asText();
      assertThat(address).isEqualTo("http://localhost:" + site.proxy.port() + "/.sidelab/check");
      BufferedImage picture =
          ImageIO.read(URI.create(address.replace("localhost", "127.0.0.1")).toURL());
      assertThat(picture.getWidth()).isEqualTo(2);
      assertThat(picture.getHeight()).isEqualTo(3);
    }
  }
}
