package io.sidelab.http;

import static io.sidelab.http.AccountSite.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.http.SelfStudy.Rule;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who starts a lab without a workshop. */
@Timeout(60)
class SelfStudyTest {
  private static final String CODE = "blue-sheep";
  private static final String LAB = "{\"lab\":\"one-kernel\"}";

  @TempDir Path folder;

  private AccountSite site(Rule rule) {
    return new AccountSite(
        folder, Site.with(new SelfStudy(rule, Optional.of(CODE).filter(c -> rule == Rule.CODE))));
  }

  private static HttpResponse<String> enter(Visitor visitor, String code) throws Exception {
    return visitor.post("/api/self-study", "{\"code\":\"" + code + "\"}");
  }

  @Test
  void openMeansEverybodyAndAsksForNoCode() throws Exception {
    try (AccountSite accounts = site(Rule.OPEN)) {
      Visitor visitor = accounts.visitor();
      assertThat(visitor.post("/api/workspaces", LAB).statusCode()).isEqualTo(201);
      assertThat(enter(visitor, "").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void theCodeLetsOneLearnerInForGood() throws Exception {
    try (AccountSite accounts = site(Rule.CODE)) {
      Visitor learner = accounts.visitor();
      HttpResponse<String> refused = learner.post("/api/workspaces", LAB);
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(error(refused)).isEqualTo("code_needed");
      assertThat(refused.body()).doesNotContain(CODE);

      HttpResponse<String> wrong = enter(learner, "blue-goats");
      assertThat(wrong.statusCode()).isEqualTo(403);
      assertThat(error(wrong)).isEqualTo("wrong_code");
      assertThat(learner.post("/api/workspaces", LAB).statusCode()).isEqualTo(403);

      assertThat(enter(learner, " " + CODE + " ").statusCode()).isEqualTo(204);
      assertThat(learner.post("/api/workspaces", LAB).statusCode()).isEqualTo(201);
      assertThat(learner.post("/api/workspaces", LAB).statusCode()).isEqualTo(201);
      assertThat(accounts.visitor().post("/api/workspaces", LAB).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void guessesOfTheCodeAreSlowedDownWithoutShuttingInstructorsOut() throws Exception {
    try (AccountSite accounts = site(Rule.CODE)) {
      accounts.ada();
      int tried = 0;
      while (enter(accounts.visitor(), "guess-" + tried).statusCode() == 403) {
        tried++;
      }

      assertThat(tried).isBetween(50, 75);
      assertThat(enter(accounts.visitor(), CODE).statusCode()).isEqualTo(429);
      assertThat(AccountSite.signIn(accounts.visitor(), "Ada", AccountSite.PASSWORD).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void anotherSiteEntersNoCode() throws Exception {
    try (AccountSite accounts = site(Rule.CODE)) {
      HttpResponse<String> refused =
          accounts
              .visitor()
              .post(
                  "/api/self-study",
                  "{\"code\":\"" + CODE + "\"}",
                  "Origin",
                  "https://evil.example");
      assertThat(error(refused)).isEqualTo("foreign_origin");
    }
  }

  @Test
  void signedInMeansInstructors() throws Exception {
    try (AccountSite accounts = site(Rule.SIGNED_IN)) {
      HttpResponse<String> refused = accounts.visitor().post("/api/workspaces", LAB);
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(error(refused)).isEqualTo("sign_in_needed");

      assertThat(accounts.ada().post("/api/workspaces", LAB).statusCode()).isEqualTo(201);
    }
  }
}
