package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.instructor.Instructors;
import io.sidelab.sqlite.SqliteStore;
import io.sidelab.testing.MovableClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** A server whose instructors are kept in a real store. */
final class AccountSite implements AutoCloseable {
  static final String PASSWORD = "correct horse battery";

  final MovableClock clock = new MovableClock();
  final Instructors instructors;
  final Site site;
  private final SqliteStore store;

  AccountSite(Path folder) {
    this(folder, Site.settings());
  }

  AccountSite(Path folder, HttpSettings settings) {
    this.store = SqliteStore.open(folder.resolve("accounts.db"));
    this.instructors = new Instructors(store, clock);
    this.site = new Site(settings, Path.of("nowhere"), new ForgetfulStore(store), clock);
  }

  Visitor visitor() {
    return site.visitor();
  }

  String firstToken() {
    return instructors.links().first().orElseThrow();
  }

  /** The first instructor, signed in. */
  Visitor ada() throws Exception {
    Visitor ada = visitor();
    assertThat(join(ada, firstToken(), "Ada").statusCode()).isEqualTo(201);
    return ada;
  }

  /** One more instructor, whom the first one invited. */
  Visitor invitedBy(Visitor inviter, String name) throws Exception {
    HttpResponse<String> invitation = inviter.post("/api/instructors/invitations", "{}");
    assertThat(invitation.statusCode()).isEqualTo(201);
    String path = Visitor.json(invitation).get("path").asText();
    Visitor invited = visitor();
    assertThat(join(invited, path.substring(path.indexOf('#') + 1), name).statusCode())
        .isEqualTo(201);
    return invited;
  }

  static HttpResponse<String> join(Visitor visitor, String token, String name) throws Exception {
    return visitor.post(
        "/api/welcome",
        "{\"token\":\"%s\",\"name\":\"%s\",\"password\":\"%s\"}".formatted(token, name, PASSWORD));
  }

  static HttpResponse<String> signIn(
      Visitor visitor, String name, String password, String... headers) throws Exception {
    return visitor.post(
        "/api/sign-in", "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password), headers);
  }

  /** 200 for who is signed in, 401 for others. */
  static int asks(Visitor visitor) throws Exception {
    return visitor.get("/api/instructors").statusCode();
  }

  static String error(HttpResponse<String> response) throws Exception {
    return Visitor.json(response).get("error").asText();
  }

  @Override
  public void close() {
    site.close();
    store.close();
  }
}
