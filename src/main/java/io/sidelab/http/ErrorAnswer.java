package io.sidelab.http;

import java.util.Map;

/**
 * How a failure is answered, as JSON or as a page.
 *
 * @param status HTTP status
 * @param code for programs
 * @param message for people, with the next step
 * @param headers further headers, such as Retry-After
 */
record ErrorAnswer(int status, String code, String message, Map<String, String> headers) {
  private static final int TEMPORARY = 503;

  ErrorAnswer(int status, String code, String message) {
    this(status, code, message, status == TEMPORARY ? Map.of("Retry-After", "10") : Map.of());
  }

  /** What is said where the server itself, not our code, refuses a request. */
  static ErrorAnswer plain(int status) {
    return switch (status) {
      case 404 -> new ErrorAnswer(status, "not_found", "There is nothing at this address.");
      case 405 -> new ErrorAnswer(status, "wrong_method", "This address has no such method.");
      case 408 -> new ErrorAnswer(status, "too_slow", "The request took too long to arrive.");
      case 413 -> new ErrorAnswer(status, "too_large", "The request is too long.");
      case 414 -> new ErrorAnswer(status, "too_large", "The address is too long.");
      case 431 -> new ErrorAnswer(status, "too_large", "The request's headers are too long.");
      case 426 ->
          new ErrorAnswer(status, "upgrade_required", "This address speaks WebSocket only.");
      case 503 ->
          new ErrorAnswer(status, "stopping", "The server is busy or stops. Try again soon.");
      default ->
          status >= 500
              ? new ErrorAnswer(status, "server_error", "The server failed. Try again in a moment.")
              : new ErrorAnswer(status, "bad_request", "The server cannot read this request.");
    };
  }

  /** The heading of its page. */
  String title() {
    return switch (status) {
      case 400, 405, 415 -> "That request makes no sense here";
      case 303, 401 -> "Sign in first";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      case 409 -> "Not possible now";
      case 410 -> "Gone";
      case 413, 414, 431 -> "Too long";
      case 421 -> "Unknown host name";
      case 429 -> "Too fast";
      default -> status >= 500 ? "Something went wrong" : "Refused";
    };
  }
}
