package io.sidelab.http;

import java.util.Map;

/** A request that the edge itself does not grant: answered as it stands. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient Map<String, String> headers;

  /**
   * @param status HTTP status, 400 or above, or 303 with the header Location
   * @param code for programs
   * @param message for people, with the next step
   */
  Refusal(int status, String code, String message, Map<String, String> headers) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  Refusal(int status, String code, String message) {
    this(status, code, message, Map.of());
  }

  static Refusal notFound(String message) {
    return new Refusal(404, "not_found", message);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  Map<String, String> headers() {
    return headers;
  }
}
