package io.sidelab.docker;

import com.github.dockerjava.api.exception.DockerException;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** Turns what the transport throws and the engine answers into failures with a reason. */
final class Failures {
  private Failures() {}

  /**
   * @param what was tried, for the log, such as "create a network"
   * @param problem thrown by docker-java or by a socket
   * @return a failure by the general meaning of the engine's status codes; callers with a better
   *     knowledge refine it with {@link #as}
   */
  static EngineFailure of(String what, Exception problem) {
    FailureReason reason = reason(problem);
    return new EngineFailure(reason, learnerText(reason), what + ": " + text(problem), problem);
  }

  static EngineFailure of(FailureReason reason, String logText) {
    return new EngineFailure(reason, learnerText(reason), logText);
  }

  static EngineFailure timeout(String what) {
    return of(FailureReason.ENGINE_TIMEOUT, what + ": no answer in time");
  }

  /** The same failure with another reason, when it has the first one. */
  static EngineFailure as(EngineFailure failure, FailureReason from, FailureReason to) {
    if (failure.reason() != from) {
      return failure;
    }
    String text = to == FailureReason.START_FAILED ? notStarted(failure) : learnerText(to);
    return new EngineFailure(to, text, failure.getMessage(), failure);
  }

  /** Newer engines hear of the kernel's refusal themselves; others leave it to the terminal. */
  private static String notStarted(EngineFailure failure) {
    return String.valueOf(failure.getMessage()).contains("exec format error")
        ? "The kernel refused the image's first program: exec format error. It is made for another"
            + " kind of processor. Choose another image."
        : learnerText(FailureReason.START_FAILED);
  }

  private static FailureReason reason(Exception problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof DockerException answer) {
        return reason(answer);
      }
      if (cause instanceof InterruptedException
          || cause instanceof ClosedByInterruptException
          || cause instanceof CancellationException) {
        return FailureReason.INTERRUPTED;
      }
      if (cause instanceof Upload.Unreadable) {
        return FailureReason.REFUSED;
      }
      if (cause instanceof ConnectTimeoutException) {
        return FailureReason.ENGINE_UNREACHABLE;
      }
      if (cause instanceof SocketTimeoutException) {
        return FailureReason.ENGINE_TIMEOUT;
      }
      if (cause instanceof InterruptedIOException) {
        return FailureReason.INTERRUPTED;
      }
      if (cause instanceof IOException && !(cause.getCause() instanceof IOException)) {
        return FailureReason.ENGINE_UNREACHABLE;
      }
    }
    return FailureReason.ENGINE_ERROR;
  }

  private static FailureReason reason(DockerException answer) {
    if (saysNoSpace(answer.getMessage())) {
      return FailureReason.NO_SPACE;
    }
    return switch (answer.getHttpStatus()) {
      case 404 -> FailureReason.GONE;
      case 409 -> FailureReason.NOT_RUNNING;
      case 400, 401, 403, 405, 406 -> FailureReason.REFUSED;
      default -> FailureReason.ENGINE_ERROR;
    };
  }

  /** The one text that is looked at: the engine has no code of its own for a full disk. */
  static boolean saysNoSpace(String message) {
    return message != null && message.toLowerCase(Locale.ROOT).contains("no space left on device");
  }

  private static String text(Exception problem) {
    Throwable shown = problem;
    boolean wrapper = problem instanceof UncheckedIOException;
    if (problem.getCause() != null && (wrapper || problem.getClass() == RuntimeException.class)) {
      shown = problem.getCause();
    }
    String message = shown.getMessage();
    return message == null || message.isBlank()
        ? shown.getClass().getSimpleName()
        : message.strip();
  }

  private static String learnerText(FailureReason reason) {
    return switch (reason) {
      case ENGINE_UNREACHABLE ->
          "The Docker Engine does not answer. It may be restarting: wait a moment and try again.";
      case ENGINE_TIMEOUT ->
          "The Docker Engine is too busy to answer. Wait a moment and try again.";
      case IMAGE_NOT_FOUND ->
          "Neither the engine nor a registry has this image. Whoever runs this server can prepare it:"
              + " the list of labs says how.";
      case REGISTRY_UNREACHABLE ->
          "The image registry does not answer. Check the network, or set a mirror.";
      case REGISTRY_REFUSED ->
          "The image registry refused. It may want a login or limit pulls: try again later.";
      case BUILD_FAILED -> "The image could not be built. Its log says at which step.";
      case NO_SPACE -> "The server's disk is full. Ask whoever runs it to free some space.";
      case NAME_TAKEN -> "Something of that name exists already. Try again.";
      case SUBNET_TAKEN -> "The network's addresses are in use. Try again.";
      case GONE -> "It is not there any more. Start again.";
      case NOT_RUNNING -> "The machine does not run. Start it and try again.";
      case START_FAILED -> "The machine could not be started. Try again.";
      case COMMAND_TIMEOUT -> "The command took too long and was stopped. Try again.";
      case REFUSED ->
          "The Docker Engine does not accept this. Whoever runs the server finds why"
              + " in its log.";
      case INTERRUPTED -> "The server is stopping. Come back in a moment.";
      case ENGINE_ERROR -> "The Docker Engine reported an error. Try again.";
    };
  }
}
