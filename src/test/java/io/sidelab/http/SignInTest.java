package io.sidelab.http;

import static io.sidelab.http.AccountSite.PASSWORD;
import static io.sidelab.http.AccountSite.asks;
import static io.sidelab.http.AccountSite.error;
import static io.sidelab.http.AccountSite.join;
import static io.sidelab.http.AccountSite.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidelab.instructor.Sessions;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How instructors come in, and who does not. */
@Timeout(60)
class SignInTest {
  @TempDir Path folder;

  private AccountSite accounts;

  @BeforeEach
  void open() {
    accounts = new AccountSite(folder);
  }

  @AfterEach
  void close() {
    accounts.close();
  }

  @Test
  void theCookieIsForThisServerOnlyAndNotForScripts() throws Exception {
    HttpResponse<String> joined = join(accounts.visitor(), accounts.firstToken(), "Ada");

    assertThat(joined.headers().firstValue("Set-Cookie").orElse(""))
        .matches(
            "sidelab_instructor=[A-Za-z0-9_-]{43}; Path=/; Max-Age=604800; HttpOnly;"
                + " SameSite=Lax");
    assertThat(Visitor.fields(Visitor.json(joined))).containsExactly("id", "name");
  }

  @Test
  void nobodyIsAnInstructorWithoutSigningIn() throws Exception {
    accounts.ada();
    Visitor stranger = accounts.visitor();

    for (String path : List.of("", "/invitations", "/sessions")) {
      HttpResponse<String> refused = stranger.get("/api/instructors" + path);
      assertThat(refused.statusCode()).as(path).isEqualTo(401);
      assertThat(error(refused)).isEqualTo("sign_in_first");
    }
    for (String path : List.of("/x", "/invitations/x", "/sessions", "/sessions/x")) {
      assertThat(stranger.delete("/api/instructors" + path).statusCode()).as(path).isEqualTo(401);
    }
    assertThat(stranger.post("/api/instructors/invitations", "{}").statusCode()).isEqualTo(401);
    assertThat(
            stranger
                .post("/api/instructors/password", "{\"old\":\"x\",\"password\":\"y\"}")
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void aLearnersCookieAndForgedOnesMakeNoInstructor() throws Exception {
    Visitor ada = accounts.ada();
    String real = ada.cookie.substring(ada.cookie.indexOf('=') + 1);
    byte[] bits = Base64.getUrlDecoder().decode(real);
    bits[0] ^= 1;
    String other = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    Visitor learner = accounts.visitor();
    learner.get("/");

    for (String forged :
        List.of(
            "sidelab_instructor=" + other,
            "sidelab_instructor=" + "A".repeat(43),
            "sidelab_instructor=' OR 1=1 --",
            "sidelab_instructor=",
            "sidelab_learner=" + real,
            learner.cookie,
            learner.cookie.replace("sidelab_learner", "sidelab_instructor"))) {
      Visitor eve = accounts.visitor();
      eve.cookie = forged;
      assertThat(asks(eve)).as(forged).isEqualTo(401);
    }
    assertThat(asks(ada)).isEqualTo(200);
  }

  @Test
  void falseCookiesBesideTheTrueOneDoNotSignOut() throws Exception {
    Visitor ada = accounts.ada();
    ada.cookie = "sidelab_instructor=" + "A".repeat(43) + "; " + ada.cookie;

    assertThat(asks(ada)).isEqualTo(200);
  }

  @Test
  void aReplayedLinkMakesNoSecondAccount() throws Exception {
    String token = accounts.firstToken();
    assertThat(join(accounts.visitor(), token, "Ada").statusCode()).isEqualTo(201);

    HttpResponse<String> replayed = join(accounts.visitor(), token, "Eve");
    assertThat(replayed.statusCode()).isEqualTo(410);
    assertThat(error(replayed)).isEqualTo("link_void");
    assertThat(replayed.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void ofTwoWhoUseALinkAtOnceOneComesIn() throws Exception {
    String token = accounts.firstToken();
    List<CompletableFuture<Integer>> both =
        IntStream.range(0, 6)
            .mapToObj(one -> CompletableFuture.supplyAsync(() -> joined(token, "Name " + one)))
            .toList();

    assertThat(both.stream().map(CompletableFuture::join))
        .containsOnly(201, 410)
        .containsOnlyOnce(201);
  }

  private int joined(String token, String name) {
    try {
      return join(accounts.visitor(), token, name).statusCode();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void anExpiredLinkIsToldBeforeAnybodyThinksOfAPassword() throws Exception {
    String body = "{\"token\":\"" + accounts.firstToken() + "\"}";
    assertThat(accounts.visitor().post("/api/welcome/link", body).statusCode()).isEqualTo(204);

    accounts.clock.move(Duration.ofHours(24));
    HttpResponse<String> expired = accounts.visitor().post("/api/welcome/link", body);
    assertThat(expired.statusCode()).isEqualTo(410);
    assertThat(error(expired)).isEqualTo("link_void");
  }

  @Test
  void guessesOfAPasswordAreSlowedDownAndShutNobodyElseOut() throws Exception {
    Visitor ada = accounts.ada();
    accounts.invitedBy(ada, "Bob");
    Visitor eve = accounts.visitor();
    for (int time = 0; time < 10; time++) {
      assertThat(signIn(eve, "ada", "guess number " + time).statusCode()).isEqualTo(401);
    }

    HttpResponse<String> slowed = signIn(eve, " ADA ", PASSWORD);
    assertThat(slowed.statusCode()).isEqualTo(429);
    assertThat(slowed.headers().firstValue("Retry-After")).isPresent();
    assertThat(signIn(accounts.visitor(), "Bob", PASSWORD).statusCode()).isEqualTo(200);
    assertThat(asks(ada)).isEqualTo(200);
  }

  @Test
  void guessesOfManyNamesAndLinksAreSlowedDownTogether() throws Exception {
    accounts.ada();
    Visitor eve = accounts.visitor();
    int tried = 0;
    while (eve.post("/api/welcome/link", "{\"token\":\"" + "x".repeat(43) + "\"}").statusCode()
        == 410) {
      tried++;
    }

    assertThat(tried).isBetween(50, 75);
    assertThat(signIn(eve, "Ada", PASSWORD).statusCode()).isEqualTo(429);
  }

  @Test
  void aPageOfAnotherSiteSignsNobodyInOrOut() throws Exception {
    Visitor ada = accounts.ada();
    String before = ada.cookie;

    for (String[] foreign :
        new String[][] {
          {"Origin", "https://evil.example"},
          {"Origin", "null"},
          {"Sec-Fetch-Site", "cross-site"},
          {"Sec-Fetch-Site", "same-site"},
          {"Referer", "https://evil.example/page"}
        }) {
      HttpResponse<String> refused = signIn(ada, "Ada", PASSWORD, foreign);
      assertThat(refused.statusCode()).as(foreign[1]).isEqualTo(403);
      assertThat(error(refused)).isEqualTo("foreign_origin");
      assertThat(ada.post("/api/sign-out", null, foreign).statusCode()).isEqualTo(403);
      assertThat(ada.post("/api/instructors/invitations", "{}", foreign).statusCode())
          .isEqualTo(403);
    }
    assertThat(
            ada.post(
                    "/api/sign-in",
                    "name=Ada&password=" + PASSWORD,
                    "Content-Type",
                    "application/x-www-form-urlencoded")
                .statusCode())
        .isEqualTo(415);
    assertThat(ada.cookie).isEqualTo(before);
    assertThat(asks(ada)).isEqualTo(200);
  }

  @Test
  void aSessionThatWasThereBeforeTheSignInIsNotTheOneAfterIt() throws Exception {
    Visitor ada = accounts.ada();
    String planted = ada.cookie;
    Visitor victim = accounts.visitor();
    victim.cookie = planted;

    assertThat(signIn(victim, "Ada", PASSWORD).statusCode()).isEqualTo(200);

    assertThat(victim.cookie).isNotEqualTo(planted);
    assertThat(asks(victim)).isEqualTo(200);
    assertThat(asks(ada)).as("who planted the cookie").isEqualTo(401);

    Visitor other = accounts.visitor();
    other.cookie = "sidelab_instructor=" + "B".repeat(43);
    signIn(other, "Ada", PASSWORD);
    assertThat(other.cookie).doesNotContain("BBBB");
  }

  @Test
  void aStolenSessionIsSeenAndEnded() throws Exception {
    Visitor ada = accounts.ada();
    Visitor thief = accounts.visitor();
    String chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36";
    signIn(thief, "Ada", PASSWORD, "User-Agent", chrome);

    JsonNode sessions = Visitor.json(ada.get("/api/instructors/sessions")).get("sessions");
    assertThat(sessions).hasSize(2);
    for (JsonNode session : sessions) {
      if (!session.get("current").asBoolean()) {
        assertThat(session.get("browser").asText()).isEqualTo("Chrome on Linux");
        assertThat(session.get("place").asText()).isEqualTo("this server's machine");
        String path = "/api/instructors/sessions/" + session.get("id").asText();
        assertThat(ada.delete(path).statusCode()).isEqualTo(204);
        assertThat(ada.delete(path).statusCode()).isEqualTo(404);
      }
    }
    assertThat(asks(thief)).isEqualTo(401);
    assertThat(asks(ada)).isEqualTo(200);
  }

  @Test
  void aSessionOfSomebodyElseIsNotFound() throws Exception {
    Visitor ada = accounts.ada();
    Visitor bob = accounts.invitedBy(ada, "Bob");
    String adas = Visitor.json(ada.get("/api/instructors/sessions")).at("/sessions/0/id").asText();

    assertThat(bob.delete("/api/instructors/sessions/" + adas).statusCode()).isEqualTo(404);
    assertThat(asks(ada)).isEqualTo(200);
  }

  @Test
  void signingOutEndsTheSessionForWhoeverHoldsItsCookie() throws Exception {
    Visitor ada = accounts.ada();
    String copy = ada.cookie;

    HttpResponse<String> out = ada.post("/api/sign-out", null);
    assertThat(out.statusCode()).isEqualTo(204);
    assertThat(out.headers().firstValue("Set-Cookie").orElse(""))
        .startsWith("sidelab_instructor=; Path=/; Max-Age=0");
    Visitor thief = accounts.visitor();
    thief.cookie = copy;
    assertThat(asks(thief)).isEqualTo(401);
  }

  @Test
  void signingOutEverywhereEndsAll() throws Exception {
    Visitor ada = accounts.ada();
    Visitor laptop = accounts.visitor();
    signIn(laptop, "Ada", PASSWORD);

    assertThat(ada.delete("/api/instructors/sessions").statusCode()).isEqualTo(204);

    assertThat(asks(laptop)).isEqualTo(401);
    assertThat(asks(ada)).isEqualTo(401);
  }

  @Test
  void anUnusedSessionEnds() throws Exception {
    Visitor ada = accounts.ada();
    accounts.clock.move(Duration.ofHours(12));
    assertThat(asks(ada)).isEqualTo(401);
    assertThat(Sessions.LONGEST).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void aRemovedInstructorIsOutAtOnce() throws Exception {
    Visitor ada = accounts.ada();
    Visitor bob = accounts.invitedBy(ada, "Bob");
    String bobsId = Visitor.json(bob.get("/api/instructors")).at("/instructors/1/id").asText();

    assertThat(ada.delete("/api/instructors/" + bobsId).statusCode()).isEqualTo(204);

    assertThat(asks(bob)).isEqualTo(401);
    assertThat(signIn(bob, "Bob", PASSWORD).statusCode()).isEqualTo(401);
    String adasId = Visitor.json(ada.get("/api/instructors")).at("/instructors/0/id").asText();
    HttpResponse<String> last = ada.delete("/api/instructors/" + adasId);
    assertThat(last.statusCode()).isEqualTo(409);
    assertThat(error(last)).isEqualTo("last_instructor");
  }

  @Test
  void aWithdrawnInvitationIsVoid() throws Exception {
    Visitor ada = accounts.ada();
    JsonNode made = Visitor.json(ada.post("/api/instructors/invitations", "{}"));
    String path = made.get("path").asText();

    assertThat(ada.get("/api/instructors/invitations").body())
        .contains("\"by\":\"Ada\"")
        .doesNotContain(path.substring(path.indexOf('#') + 1));
    String id = made.at("/invitation/id").asText();
    assertThat(ada.delete("/api/instructors/invitations/" + id).statusCode()).isEqualTo(204);
    assertThat(join(accounts.visitor(), path.substring(path.indexOf('#') + 1), "Eve").statusCode())
        .isEqualTo(410);
  }

  @Test
  void pagesLeadToTheSignInAndBackButNeverToAnotherSite() throws Exception {
    Visitor ada = accounts.ada();
    Visitor stranger = accounts.visitor();
    HttpResponse<String> away = stranger.get("/instructors");
    assertThat(away.statusCode()).isEqualTo(303);
    assertThat(away.headers().firstValue("Location")).hasValue("/sign-in?next=%2Finstructors");
    assertThat(stranger.get("/sign-in?next=%2Fworkshops%2F7%3Fa%3Db").body())
        .contains("data-next=\"/workshops/7?a=b\"");

    for (String foreign :
        List.of(
            "https%3A%2F%2Fevil.example",
            "%2F%2Fevil.example",
            "%2F%5Cevil.example",
            "%5C%5Cevil.example",
            "%2F%09%2Fevil.example",
            "%2F%0A%2Fevil.example",
            "javascript%3Aalert(1)",
            "evil.example",
            "%2F%22%3E%3Cscript%3E",
            "")) {
      assertThat(stranger.get("/sign-in?next=" + foreign).body())
          .as(foreign)
          .contains("data-next=\"/instructors\"");
      assertThat(ada.get("/sign-in?next=" + foreign).headers().firstValue("Location"))
          .as(foreign)
          .hasValue("/instructors");
    }
  }

  @Test
  void aNewPasswordKeepsThisBrowserAndEndsTheOthers() throws Exception {
    Visitor ada = accounts.ada();
    Visitor laptop = accounts.visitor();
    signIn(laptop, "Ada", PASSWORD);
    String change = "{\"old\":\"%s\",\"password\":\"%s\"}";

    HttpResponse<String> wrong =
        ada.post("/api/instructors/password", change.formatted("something else", "new password"));
    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(error(wrong)).isEqualTo("wrong_password");
    HttpResponse<String> tooShort =
        ada.post("/api/instructors/password", change.formatted(PASSWORD, "short"));
    assertThat(error(tooShort)).isEqualTo("bad_password");
    assertThat(
            ada.post("/api/instructors/password", change.formatted(PASSWORD, "new password"))
                .statusCode())
        .isEqualTo(204);

    assertThat(asks(ada)).isEqualTo(200);
    assertThat(asks(laptop)).isEqualTo(401);
  }
}
