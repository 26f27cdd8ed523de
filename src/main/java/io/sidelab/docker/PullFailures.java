package io.sidelab.docker;

import com.github.dockerjava.api.exception.DockerException;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import java.util.List;
import java.util.Locale;

/** What a failed pull means. */
final class PullFailures {
  /**
   * Error codes of the registry protocol, and the status line the engine quotes when a registry
   * sends none: within a stream the engine passes on the registry's words and nothing else.
   */
  private static final List<String> REFUSALS =
      List.of("toomanyrequests", "unauthorized", "denied", "429 too many requests", "401 ", "403 ");

  private static final List<String> ABSENCES =
      List.of("manifest unknown", "name unknown", "not found", "does not exist");

  private PullFailures() {}

  /** For an error that came within the stream. */
  static EngineFailure of(String image, String error) {
    return Failures.of(reason(error), "pull " + image + ": " + error);
  }

  /** For an error that came as the answer. */
  static EngineFailure refined(EngineFailure failure) {
    if (!(failure.getCause() instanceof DockerException answer)
        || failure.reason() == FailureReason.NO_SPACE) {
      return failure;
    }
    FailureReason reason =
        answer.getHttpStatus() == 404 ? FailureReason.IMAGE_NOT_FOUND : reason(answer.getMessage());
    return Failures.as(failure, failure.reason(), reason);
  }

  private static FailureReason reason(String error) {
    String text = error.toLowerCase(Locale.ROOT);
    if (Failures.saysNoSpace(text)) {
      return FailureReason.NO_SPACE;
    }
    if (REFUSALS.stream().anyMatch(text::contains)) {
      return FailureReason.REGISTRY_REFUSED;
    }
    if (ABSENCES.stream().anyMatch(text::contains)) {
      return FailureReason.IMAGE_NOT_FOUND;
    }
    return FailureReason.REGISTRY_UNREACHABLE;
  }
}
