package io.sidelab.image;

import io.sidelab.engine.EngineFailure;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Why an image could not be had, for people.
 *
 * @param message what happened
 * @param remedy what somebody can do about it
 */
record Explanation(String message, String remedy) {
  /** How apt, mmdebstrap and the engine say that a host cannot be reached; for this text only. */
  private static final Pattern NO_NETWORK =
      Pattern.compile(
          "temporary failure resolving|could not resolve|could not connect|network is unreachable"
              + "|connection timed out|no such host|failed to fetch");

  private static final Pattern OTHER_PROCESSOR =
      Pattern.compile("no matching manifest|exec format error");

  static Explanation of(EngineFailure failure) {
    String log = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return switch (failure.reason()) {
      case REGISTRY_UNREACHABLE ->
          new Explanation(
              "The image registry does not answer.",
              "Check the server's network, or set a registry mirror in its settings.");
      case REGISTRY_REFUSED ->
          new Explanation(
              "The image registry refused: it wants a login or limits the number of pulls.",
              "Run docker login on the server, set a registry mirror, or try again later.");
      case IMAGE_NOT_FOUND -> notFound(log);
      case NO_SPACE ->
          new Explanation(
              "The server's disk is full.",
              "Free some space, for example with docker image prune, and try again.");
      case BUILD_FAILED -> buildFailed(failure, log);
      case ENGINE_UNREACHABLE, ENGINE_TIMEOUT ->
          new Explanation(
              "The Docker Engine does not answer.", "Start it on the server and try again.");
      case INTERRUPTED ->
          new Explanation("The server stopped while this was prepared.", "Ask for it again.");
      default ->
          new Explanation(
              "The Docker Engine reported an error.", "The server's log has its words.");
    };
  }

  private static Explanation notFound(String log) {
    if (OTHER_PROCESSOR.matcher(log).find()) {
      return new Explanation(
          "The registry has this image for other processors only.",
          "Choose an image that is made for this server's processor.");
    }
    return new Explanation(
        "Neither the engine nor a registry has this image, and there is no recipe for it.",
        "Check its name, run docker login if it is private, or write a recipe for it.");
  }

  private static Explanation buildFailed(EngineFailure failure, String log) {
    if (NO_NETWORK.matcher(log).find()) {
      return new Explanation(
          "It is built on this server, and the Debian mirror does not answer.",
          "Check the server's network, or set a Debian mirror in its settings.");
    }
    return new Explanation(failure.learnerText(), "The server's log has the end of its output.");
  }
}
