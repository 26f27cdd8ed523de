package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A browser with all its cookies, which goes where it is sent only when a test lets it. */
final class PersonsBrowser {
  private static final int MOST_REDIRECTS = 10;

  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final URI server;

  PersonsBrowser(int port) {
    this.server = URI.create("http://127.0.0.1:" + port);
  }

  HttpResponse<String> get(String path) throws Exception {
    return get(server.resolve(path));
  }

  HttpResponse<String> get(URI address) throws Exception {
    return send(HttpRequest.newBuilder(address).GET());
  }

  HttpResponse<String> post(String path, String json) throws Exception {
    return send(
        HttpRequest.newBuilder(server.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(
        request.timeout(Duration.ofSeconds(30)).build(),
        BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** Begins to sign in; returns where the server sends the browser. */
  URI begin(String next) throws Exception {
    HttpResponse<String> answer =
        get("/sign-in/oidc?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return location(answer);
  }

  /** Signs in at the provider; returns where that sends the browser, which it does not follow. */
  URI enterAtProvider(URI address, String login) throws Exception {
    URI form = follow(address);
    if (form.getPath().equals(ProviderSignIn.PATH + "/return")) {
      return form;
    }
    HttpResponse<String> entered =
        send(
            HttpRequest.newBuilder(form)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("prompt=login&login=" + login + "&password=any")));
    return follow(form.resolve(location(entered)));
  }

  /** Follows redirects up to a page, or to this server's own address. */
  private URI follow(URI address) throws Exception {
    URI here = address;
    for (int count = 0; count < MOST_REDIRECTS; count++) {
      if (here.getPort() == server.getPort()) {
        return here;
      }
      HttpResponse<String> answer = get(here);
      if (answer.statusCode() == 200) {
        return here;
      }
      here = here.resolve(location(answer));
    }
    throw new AssertionError("more redirects than " + MOST_REDIRECTS);
  }

  /** The whole way there and back. */
  HttpResponse<String> signIn(String login, String next) throws Exception {
    return get(enterAtProvider(begin(next), login));
  }

  static URI location(HttpResponse<String> answer) {
    return URI.create(answer.headers().firstValue("Location").orElseThrow());
  }

  static Map<String, String> query(URI address) {
    return Stream.of(address.getQuery().split("&"))
        .map(field -> field.split("=", 2))
        .collect(Collectors.toMap(field -> field[0], field -> field[1]));
  }

  /** The header that gave the browser a cookie of this name, or its value as kept. */
  String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  /** 200 for who is signed in as an instructor, 401 for others. */
  int asksAsInstructor() throws Exception {
    return get("/api/instructors").statusCode();
  }

  int startsALab() throws Exception {
    return post("/api/workspaces", "{\"lab\":\"one-kernel\"}").statusCode();
  }
}
