package io.sidelab.oidc;

import io.sidelab.oidc.OidcFailure.Reason;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns a code into tokens at the provider, RFC 6749, section 4.1.3. */
final class CodeExchange {
  private final OidcSettings settings;
  private final ProviderCalls calls;

  CodeExchange(OidcSettings settings, ProviderCalls calls) {
    this.settings = settings;
    this.calls = calls;
  }

  /**
   * What the provider gives for a code. Used once and kept nowhere.
   *
   * @param access opens the person's claims at the provider
   */
  record Tokens(String id, String access) {
    /** Without the tokens. */
    @Override
    public String toString() {
      return "Tokens";
    }
  }

  Tokens redeem(Provider provider, String code, Attempt attempt) throws OidcFailure {
    HttpRequest request = request(provider, code, attempt);
    HttpResponse<byte[]> answer = calls.send(request);
    if (answer.statusCode() >= 500) {
      throw new OidcFailure(Reason.UNREACHABLE, request.uri() + " answered " + answer.statusCode());
    }
    Map<String, Object> body = ProviderCalls.object(request.uri(), answer);
    if (answer.statusCode() != 200) {
      throw refused(request.uri(), body);
    }
    if (body.get("id_token") instanceof String id && body.get("access_token") instanceof String a) {
      return new Tokens(id, a);
    }
    throw new OidcFailure(Reason.UNREADABLE, request.uri() + " gave no ID token");
  }

  private HttpRequest request(Provider provider, String code, Attempt attempt) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("grant_type", "authorization_code");
    fields.put("code", code);
    fields.put("redirect_uri", attempt.redirect());
    fields.put("code_verifier", attempt.verifier());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(provider.token())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json");
    if (provider.secretInHeader()) {
      request.header("Authorization", basic());
    } else {
      fields.put("client_id", settings.clientId());
      fields.put("client_secret", settings.clientSecret());
    }
    return request.POST(BodyPublishers.ofString(form(fields))).build();
  }

  /** Both parts are encoded as in a form first, RFC 6749, section 2.3.1. */
  private String basic() {
    String both = encoded(settings.clientId()) + ":" + encoded(settings.clientSecret());
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  private static OidcFailure refused(URI address, Map<String, Object> body) {
    String error = String.valueOf(body.get("error"));
    Reason reason =
        switch (error) {
          case "invalid_client", "unauthorized_client", "unsupported_grant_type" ->
              Reason.MISCONFIGURED;
          case "invalid_grant" -> Reason.CODE_REFUSED;
          default -> Reason.PROVIDER_ERROR;
        };
    String hint =
        reason == Reason.MISCONFIGURED ? ": compare oidc.client-id and oidc.client-secret" : "";
    return new OidcFailure(
        reason, address + ": " + error + " " + body.get("error_description") + hint);
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
