package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.store.LearnerRecord;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LearnerCookieTest {
  private static String setCookie(HttpResponse<?> response) {
    return response.headers().firstValue("Set-Cookie").orElse("");
  }

  @Test
  void aFirstVisitSetsACookieThatScriptsAndOtherSitesDoNotGet() throws Exception {
    try (Site site = new Site()) {
      assertThat(setCookie(site.visitor().get("/")))
          .matches(
              "sidelab_learner=[A-Za-z0-9_-]{43}; Path=/; Max-Age=31536000; HttpOnly;"
                  + " SameSite=Lax");
    }
  }

  @Test
  void visitsAloneStoreNothingAndAStartStoresTheHashOnly() throws Exception {
    try (Site site = new Site()) {
      Visitor visitor = site.visitor();
      visitor.get("/");
      String secret = visitor.cookie.substring(visitor.cookie.indexOf('=') + 1);
      assertThat(site.store.learners).isEmpty();
      visitor.startLab();
      LearnerRecord stored = site.store.learners.values().iterator().next();
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
      assertThat(stored.secretHash()).isEqualTo(HexFormat.of().formatHex(digest));
      assertThat(stored.id()).hasSize(32).doesNotContain(secret);
      assertThat(stored.secretHash()).doesNotContain(stored.id());
    }
  }

  @Test
  void theCookieIsKeptAndNotSetAgain() throws Exception {
    try (Site site = new Site()) {
      Visitor visitor = site.visitor();
      visitor.get("/");
      String first = visitor.cookie;
      assertThat(setCookie(visitor.get("/"))).isEmpty();
      visitor.startLab();
      assertThat(visitor.cookie).isEqualTo(first);
    }
  }

  @Test
  void aStoredLearnerKeepsTheirName() throws Exception {
    try (Site site = new Site()) {
      Visitor visitor = site.visitor();
      visitor.startLab();
      LearnerRecord stored = site.store.learners.values().iterator().next();
      site.store.learners.put(
          stored.secretHash(),
          new LearnerRecord("older-name", stored.secretHash(), Instant.EPOCH, Instant.EPOCH));
      assertThat(visitor.get("/api/workspaces/w1").statusCode()).isEqualTo(404);
      assertThat(visitor.startLab()).isEqualTo("w2");
      assertThat(site.workspaces.of("older-name")).hasSize(1);
    }
  }

  @Test
  void aCookieOfAnotherFormMakesANewLearner() throws Exception {
    try (Site site = new Site()) {
      for (String value : new String[] {"short", "a".repeat(44), "' OR 1=1", "\"\"", ""}) {
        HttpResponse<String> response =
            site.visitor().get("/", "Cookie", "sidelab_learner=" + value);
        assertThat(response.statusCode()).as(value).isEqualTo(200);
        assertThat(setCookie(response)).as(value).isNotEmpty();
      }
    }
  }

  @Test
  void overHttpsTheCookieIsSecure() throws Exception {
    AccessSettings behindProxy =
        new AccessSettings(
            Set.of(), Set.of(), Set.of("127.0.0.1"), false, AccessSettings.SecureCookie.AUTO);
    try (Site site = new Site(Site.with(behindProxy))) {
      assertThat(setCookie(site.visitor().get("/", "X-Forwarded-Proto", "https")))
          .endsWith("; Secure");
      assertThat(setCookie(site.visitor().get("/", "X-Forwarded-Proto", "http")))
          .doesNotContain("Secure");
    }
    try (Site site = new Site()) {
      assertThat(setCookie(site.visitor().get("/", "X-Forwarded-Proto", "https")))
          .doesNotContain("Secure");
    }
  }

  @Test
  void aPictureOnAForeignPageDoesNotReplaceTheCookie() throws Exception {
    try (Site site = new Site()) {
      HttpResponse<String> response =
          site.visitor().get("/", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors");
      assertThat(setCookie(response)).isEmpty();
      HttpResponse<String> link =
          site.visitor().get("/", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate");
      assertThat(setCookie(link)).isNotEmpty();
    }
  }
}
