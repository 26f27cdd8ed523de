package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.testing.Eventually;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LimitTest {
  private static final RateLimit MANY = new RateLimit(10_000, Duration.ofSeconds(1));
  private static final RateLimit FIVE = new RateLimit(5, Duration.ofHours(1));

  private static int last(Visitor visitor, int times) throws Exception {
    int status = 0;
    for (int i = 0; i < times; i++) {
      status = visitor.get("/api/workspaces").statusCode();
    }
    return status;
  }

  @Test
  void aLearnerWhoAsksTooMuchWaitsAndOthersDoNot() throws Exception {
    try (Site site =
        new Site(Site.with(new RateSettings(FIVE, MANY, MANY, MANY, MANY, MANY, 100)))) {
      Visitor eager = site.visitor();
      eager.get("/");
      assertThat(last(eager, 5)).isEqualTo(200);
      HttpResponse<String> refused = eager.get("/api/workspaces");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.body()).contains("\"error\":\"too_many_requests\"");
      assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
          .isBetween(700, 721);
      assertThat(site.visitor().get("/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anAddressIsCountedOverAllItsLearners() throws Exception {
    try (Site site =
        new Site(Site.with(new RateSettings(MANY, FIVE, MANY, MANY, MANY, MANY, 100)))) {
      for (int i = 0; i < 5; i++) {
        assertThat(site.visitor().get("/").statusCode()).isEqualTo(200);
      }
      assertThat(site.visitor().get("/").statusCode()).isEqualTo(429);
      assertThat(site.visitor().get("/", "X-Forwarded-For", "10.1.1.1").statusCode())
          .isEqualTo(429);
    }
  }

  @Test
  void behindATrustedProxyEachClientHasItsOwnCount() throws Exception {
    HttpSettings rates = Site.with(new RateSettings(MANY, FIVE, MANY, MANY, MANY, MANY, 100));
    AccessSettings proxied =
        new AccessSettings(
            Set.of(), Set.of(), Set.of("127.0.0.1"), false, AccessSettings.SecureCookie.AUTO);
    try (Site site = new Site(rates.withAccess(proxied))) {
      for (int i = 0; i < 6; i++) {
        String forged = i + ".2.3.4, 10.1.1.1";
        assertThat(site.visitor().get("/", "X-Forwarded-For", forged).statusCode())
            .isEqualTo(i < 5 ? 200 : 429);
      }
      assertThat(site.visitor().get("/", "X-Forwarded-For", "10.1.1.2").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void startsAndEngineWorkHaveTheirOwnLimits() throws Exception {
    try (Site site =
        new Site(Site.with(new RateSettings(MANY, MANY, FIVE, FIVE, MANY, MANY, 100)))) {
      Visitor visitor = site.visitor();
      for (int i = 0; i < 5; i++) {
        visitor.startLab();
        assertThat(visitor.post("/api/workspaces/w1/steps/1/check", null).statusCode())
            .isEqualTo(200);
      }
      assertThat(visitor.post("/api/workspaces", "{\"lab\":\"one-kernel\"}").statusCode())
          .isEqualTo(429);
      assertThat(visitor.get("/api/workspaces/w1/evidence").statusCode()).isEqualTo(429);
      assertThat(visitor.get("/api/workspaces/w1/evidence/layers").statusCode()).isEqualTo(429);
      assertThat(visitor.get("/api/workspaces/w1/evidence/stacks").statusCode()).isEqualTo(429);
      assertThat(visitor.get("/api/workspaces/w1").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void onlySoManyClientsAreRemembered() throws Exception {
    Buckets buckets = new Buckets(FIVE, 3);
    for (int client = 0; client < 1000; client++) {
      buckets.take("client" + client);
    }
    assertThat(buckets.size()).isEqualTo(3);
  }

  @Test
  void longBodiesAreRefused() throws Exception {
    try (Site site = new Site()) {
      String body = "{\"lab\":\"" + "x".repeat(70_000) + "\"}";
      HttpResponse<String> announced = site.visitor().post("/api/workspaces", body);
      assertThat(announced.statusCode()).isEqualTo(413);
      assertThat(announced.body()).contains("\"error\":\"too_large\"");
      StringBuilder chunked =
          new StringBuilder(
              "POST /api/workspaces HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                  + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (int i = 0; i < 70; i++) {
        chunked.append("400\r\n").append(" ".repeat(1024)).append("\r\n");
      }
      String answer = RawRequest.send(site.server.port(), chunked.append("0\r\n\r\n").toString());
      assertThat(RawRequest.status(answer)).isEqualTo(413);
      assertThat(answer).contains("\"error\":\"too_large\"");
    }
  }

  private static final String UPLOAD =
      "POST /api/workspaces HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
          + "Content-Type: application/json\r\n";

  @Test
  void brokenBodiesAreTheClientsFault() throws Exception {
    try (Site site = new Site()) {
      int port = site.server.port();
      for (String body :
          new String[] {
            "Content-Length: 100\r\n\r\n{\"lab\":",
            "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}",
            "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"la"
          }) {
        assertThat(RawRequest.status(RawRequest.send(port, UPLOAD + body))).as(body).isIn(0, 400);
      }
      assertThat(site.visitor().get("/api/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aBodyThatDripsInIsGivenUp() throws Exception {
    try (Site site = new Site();
        Socket slow = new Socket(InetAddress.getLoopbackAddress(), site.server.port())) {
      OutputStream out = slow.getOutputStream();
      out.write((UPLOAD + "Content-Length: 1000\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      slow.setSoTimeout(100);
      byte[] answer = new byte[12];
      Eventually.until(
          "given up",
          Duration.ofSeconds(10),
          () -> {
            out.write(' ');
            try {
              return slow.getInputStream().read(answer) > 0;
            } catch (SocketTimeoutException notYet) {
              return false;
            }
          });
      assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
    }
  }

  @Test
  void bodiesThatDripInHoldNoThread() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try (Site site = new Site()) {
      // Twice as many as the site has threads.
      for (int i = 0; i < 64; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.server.port());
        slow.add(socket);
        String begun = UPLOAD + "Content-Length: 1000\r\n\r\n{\"lab\":";
        socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
      }
      long begun = System.nanoTime();

      assertThat(site.visitor().get("/api/health").statusCode()).isEqualTo(200);

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void longAddressesAndHeadersAreRefused() throws Exception {
    try (Site site = new Site()) {
      int port = site.server.port();
      String address = RawRequest.getAs(port, "localhost", "/" + "a".repeat(20_000));
      assertThat(RawRequest.status(address)).isIn(414, 431);
      String cookies = "localhost\r\nCookie: " + "a=b; ".repeat(5000);
      assertThat(RawRequest.status(RawRequest.getAs(port, cookies, "/"))).isEqualTo(431);
    }
  }

  @Test
  void aLearnerHoldsOnlySoManyStreams() throws Exception {
    EventSettings two = new EventSettings(2, 100, 100, Duration.ofMillis(50));
    try (Site site = new Site(Site.with(two))) {
      Visitor visitor = site.visitor();
      String path = "/api/workspaces/" + visitor.startLab() + "/events";
      List<HttpResponse<InputStream>> open = new ArrayList<>();
      open.add(visitor.stream(path));
      open.add(visitor.stream("/api/images/events"));
      assertThat(visitor.get(path).statusCode()).isEqualTo(429);
      open.get(0).body().close();
      Eventually.until(
          "the place is free again",
          Duration.ofSeconds(5),
          () -> {
            HttpResponse<InputStream> again = visitor.stream(path);
            again.body().close();
            return again.statusCode() == 200;
          });
      open.get(1).body().close();
    }
  }

  @Test
  void anAddressHoldsOnlySoManyStreamsWhoeverItSaysItIs() throws Exception {
    EventSettings three = new EventSettings(2, 3, 100, Duration.ofMillis(50));
    try (Site site = new Site(Site.with(three))) {
      List<HttpResponse<InputStream>> open = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        open.add(site.visitor().stream("/api/images/events"));
      }
      assertThat(open).allMatch(stream -> stream.statusCode() == 200);
      assertThat(site.visitor().get("/api/images/events").statusCode()).isEqualTo(429);
      for (HttpResponse<InputStream> stream : open) {
        stream.body().close();
      }
    }
  }

  @Test
  void metricsAreForThisHost() throws Exception {
    try (Site site = new Site()) {
      Visitor visitor = site.visitor();
      visitor.get("/");
      HttpResponse<String> metrics = visitor.get("/metrics");
      assertThat(metrics.statusCode()).isEqualTo(200);
      assertThat(metrics.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
      assertThat(metrics.body())
          .contains(
              "sidelab_http_requests_seconds_count{method=\"GET\",route=\"/\",status=\"200\"}")
          .contains("sidelab_workspaces_running 0.0")
          .contains("sidelab_workspaces_limit 5.0")
          .contains("sidelab_terminals_open 0.0")
          .contains("jvm_memory_used_bytes")
          .contains("jvm_threads_live_threads");
      assertThat(visitor.get("/metrics", "X-Forwarded-For", "10.0.0.1").statusCode())
          .isEqualTo(403);
    }
  }
}
