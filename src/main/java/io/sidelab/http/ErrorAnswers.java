package io.sidelab.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.sidelab.engine.EngineFailure;
import io.sidelab.instructor.InstructorFailure;
import io.sidelab.store.StoreException;
import io.sidelab.workshop.WorkshopFailure;
import io.sidelab.workspace.WorkspaceFailure;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where exceptions become answers: JSON for programs, a page for people. What nobody
 * expected is logged whole under an incident number, and only the number goes out.
 */
final class ErrorAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
  private static final int INCIDENT_BYTES = 4;

  private final Json json;
  private final Templates templates;
  private final SecureRandom random;

  ErrorAnswers(Json json, Templates templates) {
    this.json = json;
    this.templates = templates;
    this.random = new SecureRandom();
  }

  void handle(Exception reason, Context ctx) {
    ErrorAnswer answer = answerTo(reason);
    ctx.status(answer.status());
    answer.headers().forEach(ctx::header);
    if (reason instanceof MethodNotAllowedResponse refused) {
      // The framework's only detail here, under one of two names.
      refused.getDetails().values().forEach(methods -> ctx.header("Allow", methods));
    }
    if (wantsPage(ctx)) {
      templates.message(ctx, page(answer));
    } else {
      ctx.contentType("application/json").result(body(answer));
    }
  }

  ErrorAnswer answerTo(Exception reason) {
    if (reason instanceof Refusal refusal) {
      return new ErrorAnswer(
          refusal.status(), refusal.code(), refusal.getMessage(), refusal.headers());
    }
    if (reason instanceof WorkspaceFailure failure) {
      return workspaceFailure(failure);
    }
    if (reason instanceof InstructorFailure failure) {
      return new ErrorAnswer(Statuses.of(failure), code(failure.reason()), failure.getMessage());
    }
    if (reason instanceof WorkshopFailure failure) {
      return new ErrorAnswer(
          Statuses.of(failure.reason()), code(failure.reason()), failure.getMessage());
    }
    if (reason instanceof EngineFailure failure) {
      LOG.warn("engine: {} {}", failure.reason(), failure.getMessage());
      return new ErrorAnswer(
          Statuses.of(failure.reason()), code(failure.reason()), failure.learnerText());
    }
    if (reason instanceof HttpResponseException refused) {
      return ErrorAnswer.plain(refused.getStatus());
    }
    if (reason instanceof HttpException unreadable) {
      return ErrorAnswer.plain(unreadable.getCode());
    }
    if (reason instanceof IOException broken) {
      // Handlers read nothing but the request: its body ended early or came too slowly.
      LOG.debug("request broke off", broken);
      return broken.getCause() instanceof TimeoutException
          ? ErrorAnswer.plain(408)
          : ErrorAnswer.plain(400);
    }
    return unexpected(reason);
  }

  private static ErrorAnswer workspaceFailure(WorkspaceFailure failure) {
    int status = Statuses.of(failure);
    if (status >= 500) {
      LOG.warn("workspace: {} {}", failure.reason(), failure.learnerText(), failure.getCause());
    }
    return new ErrorAnswer(status, code(failure.reason()), failure.learnerText());
  }

  private ErrorAnswer unexpected(Exception reason) {
    byte[] bytes = new byte[INCIDENT_BYTES];
    random.nextBytes(bytes);
    String incident = HexFormat.of().formatHex(bytes);
    LOG.error("incident {}", incident, reason);
    if (reason instanceof StoreException) {
      return new ErrorAnswer(
          503,
          "store_unavailable",
          "The server cannot save its data now. Tell whoever runs it: incident " + incident + ".");
    }
    return new ErrorAnswer(
        500,
        "internal_error",
        "The server made a mistake. Tell whoever runs it: incident " + incident + ".");
  }

  String body(ErrorAnswer answer) {
    return json.write(Map.of("error", answer.code(), "message", answer.message()));
  }

  private static MessagePage page(ErrorAnswer answer) {
    return new MessagePage(answer.status(), answer.title(), answer.message(), "/", "All labs");
  }

  private static boolean wantsPage(Context ctx) {
    String path = ctx.path();
    if (path.startsWith("/api/") || path.startsWith("/ws/") || path.equals("/metrics")) {
      return false;
    }
    String accept = ctx.header("Accept");
    return accept == null || accept.contains("text/html") || !accept.contains("application/json");
  }

  private static String code(Enum<?> reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
