package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages of other origins, and names of other people's, can do here: nothing. */
@Timeout(60)
class ForeignPagesTest {
  private static final String START = "{\"lab\":\"one-kernel\"}";
  private Site site;
  private Visitor visitor;

  @BeforeEach
  void open() {
    site =
        new Site(
            Site.with(
                new AccessSettings(
                    Set.of("https://labs.example.org"),
                    Set.of("class.example.org"),
                    Set.of(),
                    false,
                    AccessSettings.SecureCookie.AUTO)));
    visitor = site.visitor();
  }

  @AfterEach
  void close() {
    site.close();
  }

  private int start(String... headers) throws Exception {
    return visitor.post("/api/workspaces", START, headers).statusCode();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "http://evil.example",
        "https://127.0.0.1",
        "http://127.0.0.1:1",
        "http://127.0.0.1.evil.example",
        "https://labs.example.org.evil.example",
        "http://labs.example.org",
        "file://",
        "",
        "chrome-extension://abc",
        "http://user@127.0.0.1"
      })
  void foreignOriginsChangeNothing(String origin) throws Exception {
    assertThat(start("Origin", origin)).isEqualTo(403);
    assertThat(start("Origin", origin, "Sec-Fetch-Site", "same-origin")).isEqualTo(403);
    assertThat(site.workspaces.capacity().running()).isZero();
    assertThat(visitor.cookie).isNull();
  }

  @Test
  void theOwnOriginMayStart() throws Exception {
    assertThat(start("Origin", visitor.base())).isEqualTo(201);
    assertThat(start("Origin", "https://labs.example.org")).isEqualTo(201);
    assertThat(start("Sec-Fetch-Site", "same-origin")).isEqualTo(201);
    assertThat(start("Referer", visitor.base() + "/labs/one-kernel")).isEqualTo(201);
    assertThat(start()).as("a program, which says nothing").isEqualTo(201);
  }

  @Test
  void aBrowserThatHidesItsOriginIsHeldByWhatElseItSays() throws Exception {
    assertThat(start("Sec-Fetch-Site", "cross-site")).isEqualTo(403);
    assertThat(start("Sec-Fetch-Site", "same-site")).isEqualTo(403);
    assertThat(start("Sec-Fetch-Site", "none")).isEqualTo(403);
    assertThat(start("Referer", "http://evil.example/page")).isEqualTo(403);
    assertThat(start("Referer", "rubbish")).isEqualTo(403);
  }

  @Test
  void aPlainPageCannotSendToTheEncryptedSite() throws Exception {
    AccessSettings proxied =
        new AccessSettings(
            Set.of(), Set.of(), Set.of("127.0.0.1"), false, AccessSettings.SecureCookie.AUTO);
    try (Site encrypted = new Site(Site.with(proxied))) {
      Visitor there = encrypted.visitor();
      String[] plain = {"Origin", there.base(), "X-Forwarded-Proto", "https"};
      assertThat(there.post("/api/workspaces", START, plain).statusCode()).isEqualTo(403);
      String[] same = {"Origin", there.base(), "X-Forwarded-Proto", "http"};
      assertThat(there.post("/api/workspaces", START, same).statusCode()).isEqualTo(201);
    }
  }

  @Test
  void everyChangingRequestIsBoundToTheOrigin() throws Exception {
    String base = "/api/workspaces/" + visitor.startLab();
    String[] foreign = {"Origin", "http://evil.example"};
    assertThat(visitor.delete(base, foreign).statusCode()).isEqualTo(403);
    for (String path :
        new String[] {
          "/extend", "/used", "/steps/1/check", "/machines/box/restart", "/machines/box/reset"
        }) {
      assertThat(visitor.post(base + path, null, foreign).statusCode()).as(path).isEqualTo(403);
    }
    assertThat(site.workspaces.calls).isEmpty();
  }

  @Test
  void noHeaderTurnsAMethodIntoAnother() throws Exception {
    String base = "/api/workspaces/" + visitor.startLab();
    assertThat(visitor.get(base, "X-HTTP-Method-Override", "DELETE").statusCode()).isEqualTo(400);
    assertThat(visitor.post(base, null, "X-HTTP-Method-Override", "GET").statusCode())
        .isEqualTo(400);
    assertThat(site.workspaces.calls).isEmpty();
  }

  @Test
  void formsAreNotJson() throws Exception {
    for (String type :
        new String[] {
          "text/plain", "application/x-www-form-urlencoded", "application/json-patch"
        }) {
      assertThat(start("Content-Type", type)).as(type).isEqualTo(415);
    }
    assertThat(start("Content-Type", "Application/JSON; charset=utf-8")).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "[::1]",
        "192.168.7.9:8080",
        "classroom",
        "classroom:8080",
        "a.localhost",
        "class.example.org",
        "CLASS.example.org.",
        "labs.example.org:443"
      })
  void namesThatNobodyElseCanTakeAreOurs(String host) throws Exception {
    assertThat(RawRequest.status(RawRequest.getAs(site.server.port(), host, "/api/health")))
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "1.2.3.4.5",
        "sub.class.example.org"
      })
  void namesOfOthersAreRefused(String host) throws Exception {
    String answer = RawRequest.getAs(site.server.port(), host, "/api/health");
    assertThat(RawRequest.status(answer)).isEqualTo(421);
    assertThat(answer).contains("\"error\":\"unknown_host\"");
    assertThat(RawRequest.status(RawRequest.getAs(site.server.port(), host, "/"))).isEqualTo(421);
  }
}
