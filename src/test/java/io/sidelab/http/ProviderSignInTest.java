package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.http.SelfStudy.Rule;
import io.sidelab.instructor.Instructor;
import io.sidelab.instructor.Instructors;
import io.sidelab.oidc.InstructorRule;
import io.sidelab.oidc.OidcSettings;
import io.sidelab.oidc.RelyingParty;
import io.sidelab.sqlite.SqliteStore;
import io.sidelab.testing.OpenIdProvider;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** People who sign in at a real provider, honestly and otherwise. */
@Timeout(120)
class ProviderSignInTest {
  private static final String PASSWORD = "correct horse battery";

  private static OpenIdProvider provider;

  @TempDir Path folder;
  private SqliteStore store;
  private RelyingParty party;
  private Site site;
  private Instructors instructors;

  @BeforeAll
  static void startProvider() throws Exception {
    provider = new OpenIdProvider();
  }

  @AfterAll
  static void endProvider() {
    provider.close();
  }

  @BeforeEach
  void start() {
    store = SqliteStore.open(folder.resolve("store.db"));
    serve(settings("groups=teachers", OpenIdProvider.SECRET));
  }

  private void serve(OidcSettings settings) {
    party = new RelyingParty(settings, Clock.systemUTC());
    HttpSettings http = Site.with(new SelfStudy(Rule.SIGNED_IN, Optional.empty()));
    site = new Site(http, store, party, Clock.systemUTC());
    instructors = site.instructors;
  }

  private void serveInstead(OidcSettings settings) {
    site.close();
    party.close();
    serve(settings);
  }

  private static OidcSettings settings(String rule, String secret) {
    return new OidcSettings(
        provider.issuer(),
        OpenIdProvider.CLIENT,
        secret,
        "Example University",
        Optional.of(rule).filter(text -> !text.isEmpty()).map(InstructorRule::parse));
  }

  @AfterEach
  void stop() {
    site.close();
    party.close();
    store.close();
  }

  private PersonsBrowser browser() {
    return new PersonsBrowser(site.server.port());
  }

  @Test
  void whoHasTheClaimIsAnInstructorAndComesToWhereTheyWanted() throws Exception {
    PersonsBrowser ada = browser();

    HttpResponse<String> back = ada.signIn("ada", "/workshops?x=1");

    assertThat(back.statusCode()).as(back.body()).isEqualTo(303);
    assertThat(back.headers().firstValue("Location")).contains("/workshops?x=1");
    assertThat(ada.asksAsInstructor()).isEqualTo(200);
    assertThat(ada.get("/instructors").body()).contains("Ada Lovelace");
  }

  @Test
  void theSameAccountIsFoundAgainAtTheNextSignIn() throws Exception {
    browser().signIn("ada", "");
    browser().signIn("ada", "");

    assertThat(instructors.list())
        .extracting(one -> one.instructor().name())
        .containsExactly("Ada Lovelace");
  }

  @Test
  void whoLacksTheClaimIsALearnerWhoMayStartLabs() throws Exception {
    PersonsBrowser bob = browser();
    assertThat(bob.startsALab()).isEqualTo(403);

    HttpResponse<String> back = bob.signIn("bob", "/labs/one-kernel");

    assertThat(back.statusCode()).isEqualTo(303);
    HttpResponse<String> done = bob.get(PersonsBrowser.location(back).toString());
    assertThat(done.body()).contains("You are signed in").contains("href=\"/labs/one-kernel\"");
    assertThat(bob.asksAsInstructor()).isEqualTo(401);
    assertThat(bob.startsALab()).isEqualTo(201);
    assertThat(browser().startsALab()).isEqualTo(403);
    assertThat(instructors.list()).isEmpty();
  }

  @Test
  void withoutARuleNobodyBecomesAnInstructor() throws Exception {
    serveInstead(settings("", OpenIdProvider.SECRET));
    PersonsBrowser ada = browser();

    ada.signIn("ada", "");

    assertThat(ada.asksAsInstructor()).isEqualTo(401);
    assertThat(instructors.list()).isEmpty();
  }

  @Test
  void anAddressCountsOnlyWhenTheProviderHasVerifiedIt() throws Exception {
    serveInstead(settings("email=ADA@example.org", OpenIdProvider.SECRET));
    PersonsBrowser ada = browser();
    PersonsBrowser eve = browser();

    ada.signIn("ada", "");
    eve.signIn("eve", "");

    assertThat(ada.asksAsInstructor()).isEqualTo(200);
    assertThat(eve.asksAsInstructor()).isEqualTo(401);
  }

  @Test
  void whoLostTheClaimIsRefusedAndTheirSessionsEnd() throws Exception {
    PersonsBrowser before = browser();
    before.signIn("ada", "");
    Instructors kept = instructors;
    serveInstead(settings("groups=professors", OpenIdProvider.SECRET));

    PersonsBrowser after = browser();
    HttpResponse<String> refused = after.signIn("ada", "");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("no instructor here any more");
    assertThat(after.asksAsInstructor()).isEqualTo(401);
    Instructor ada = kept.list().get(0).instructor();
    assertThat(kept.sessions().of(ada)).isEmpty();
  }

  @Test
  void anAccountWithAPasswordIsNotTakenOverByOneOfTheSameName() throws Exception {
    Instructor first = instructors.join(instructors.links().first().orElseThrow(), "Ada", PASSWORD);
    serveInstead(settings("groups=students", OpenIdProvider.SECRET));
    PersonsBrowser eve = browser();

    eve.signIn("eve", "");

    assertThat(eve.asksAsInstructor()).isEqualTo(200);
    assertThat(eve.get("/instructors").body()).contains("<h1>Ada 2</h1>");
    assertThat(instructors.sessions().of(first)).isEmpty();
    assertThat(instructors.identify("Ada", PASSWORD)).isEqualTo(first);
    Visitor guess = site.visitor();
    assertThat(AccountSite.signIn(guess, "Ada 2", PASSWORD).statusCode()).isEqualTo(401);
  }

  @Test
  void theSignInPageOffersTheProviderAndThePassword() throws Exception {
    String page = browser().get("/sign-in?next=%2Fworkshops").body();

    assertThat(page)
        .contains("Sign in with Example University")
        .contains("href=\"/sign-in/oidc?next=/workshops\"")
        .contains("id=\"password\"");
  }

  @Test
  void aSignInIsOverAfterItsFirstReturn() throws Exception {
    PersonsBrowser ada = browser();
    URI back = ada.enterAtProvider(ada.begin(""), "ada");
    assertThat(ada.get(back).statusCode()).isEqualTo(303);

    HttpResponse<String> again = ada.get(back);

    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.body()).contains("Begin again");
  }

  @Test
  void aCodeThatWasUsedIsRefusedAlsoUnderANewState() throws Exception {
    PersonsBrowser ada = browser();
    URI back = ada.enterAtProvider(ada.begin(""), "ada");
    ada.get(back);
    String code = PersonsBrowser.query(back).get("code");

    PersonsBrowser thief = browser();
    HttpResponse<String> replayed = returns(thief, state(thief.begin("")), code);

    assertThat(replayed.statusCode()).isEqualTo(400);
    assertThat(thief.asksAsInstructor()).isEqualTo(401);
  }

  @Test
  void aStolenCodeIsWorthlessWithoutTheBrowsersOwnVerifier() throws Exception {
    PersonsBrowser ada = browser();
    String code = PersonsBrowser.query(ada.enterAtProvider(ada.begin(""), "ada")).get("code");

    PersonsBrowser thief = browser();
    HttpResponse<String> injected = returns(thief, state(thief.begin("")), code);

    assertThat(injected.statusCode()).isEqualTo(400);
    assertThat(injected.body()).contains("does not take this sign-in");
    assertThat(thief.asksAsInstructor()).isEqualTo(401);
  }

  @Test
  void anotherBrowsersSignInCannotBeEndedHere() throws Exception {
    PersonsBrowser eve = browser();
    URI back = eve.enterAtProvider(eve.begin(""), "eve");
    PersonsBrowser victim = browser();
    victim.begin("");

    HttpResponse<String> planted = victim.get(back);

    assertThat(planted.statusCode()).isEqualTo(400);
    assertThat(victim.startsALab()).isEqualTo(403);
    assertThat(browser().get(back).statusCode()).as("without any cookie").isEqualTo(400);
    assertThat(eve.get(back).statusCode()).as("in the right browser").isEqualTo(303);
  }

  @Test
  void withoutItsStateNoAnswerCounts() throws Exception {
    PersonsBrowser ada = browser();
    String code = PersonsBrowser.query(ada.enterAtProvider(ada.begin(""), "ada")).get("code");

    assertThat(returns(ada, "A".repeat(43), code).statusCode()).isEqualTo(400);
    assertThat(ada.get("/sign-in/oidc/return?code=" + code).statusCode()).isEqualTo(400);
    assertThat(ada.get("/sign-in/oidc/return?error=access_denied").statusCode()).isEqualTo(400);
    assertThat(ada.asksAsInstructor()).isEqualTo(401);
  }

  @Test
  void anAnswerOfAnotherProviderIsRefused() throws Exception {
    PersonsBrowser ada = browser();
    URI back = ada.enterAtProvider(ada.begin(""), "ada");
    assertThat(PersonsBrowser.query(back)).containsEntry("iss", provider.issuer().toString());
    String path =
        back.getRawPath()
            + "?"
            + back.getRawQuery().replaceAll("iss=[^&]*", "iss=https%3A%2F%2Fevil.example");

    HttpResponse<String> mixedUp = ada.get(path);

    assertThat(mixedUp.statusCode()).isEqualTo(502);
    assertThat(ada.asksAsInstructor()).isEqualTo(401);
  }

  @Test
  void nobodyIsLedToAnotherSite() throws Exception {
    for (String next : new String[] {"//evil.example", "https://evil.example", "/\\evil.example"}) {
      PersonsBrowser ada = browser();
      HttpResponse<String> back = ada.signIn("ada", next);
      assertThat(back.headers().firstValue("Location")).as(next).contains("/instructors");
      PersonsBrowser bob = browser();
      bob.signIn("bob", next);
      assertThat(
              bob.get("/sign-in/oidc/done?next=" + java.net.URLEncoder.encode(next, "UTF-8"))
                  .body())
          .doesNotContain("evil");
    }
  }

  @Test
  void whoSaysNoAtTheProviderReadsThatAndMayBeginAgain() throws Exception {
    PersonsBrowser ada = browser();
    String state = state(ada.begin(""));

    HttpResponse<String> refused =
        ada.get(
            "/sign-in/oidc/return?error=access_denied&error_description=x&state="
                + state
                + "&iss="
                + provider.issuer());

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("Example University did not let you in");
  }

  @Test
  void aWrongClientSecretIsTheOperatorsToMend() throws Exception {
    serveInstead(settings("groups=teachers", "another secret"));
    PersonsBrowser ada = browser();

    HttpResponse<String> refused = ada.signIn("ada", "");

    assertThat(refused.statusCode()).isEqualTo(502);
    assertThat(refused.body()).contains("do not know each other").doesNotContain("another secret");
  }

  @Test
  void whatTheProviderIsAskedIsBoundToThisBrowserAndThisSignIn() throws Exception {
    PersonsBrowser ada = browser();
    Map<String, String> one = PersonsBrowser.query(ada.begin(""));
    Map<String, String> other = PersonsBrowser.query(ada.begin(""));

    assertThat(one)
        .containsEntry("response_type", "code")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("scope", "openid+profile+email+groups")
        .containsEntry(
            "redirect_uri", "http://127.0.0.1:" + site.server.port() + "/sign-in/oidc/return");
    for (String secret : new String[] {"state", "nonce", "code_challenge"}) {
      assertThat(one.get(secret)).hasSize(43).isNotEqualTo(other.get(secret));
    }
    HttpResponse<String> begun = browser().get("/sign-in/oidc");
    assertThat(begun.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("; Path=/sign-in/oidc; Max-Age=600; HttpOnly; SameSite=Lax");
  }

  private static String state(URI departure) {
    return PersonsBrowser.query(departure).get("state");
  }

  private static HttpResponse<String> returns(PersonsBrowser browser, String state, String code)
      throws Exception {
    return browser.get(
        "/sign-in/oidc/return?state=%s&code=%s&iss=%s".formatted(state, code, provider.issuer()));
  }
}
