package io.sidelab.http;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.instructor.InstructorFailure;
import io.sidelab.oidc.OidcFailure;
import io.sidelab.workshop.WorkshopFailure;
import io.sidelab.workspace.WorkspaceFailure;

/**
 * The only place that knows which HTTP status a failure is. No switch has a default, so a new
 * reason does not compile until it has its status.
 */
final class Statuses {
  private Statuses() {}

  static int of(WorkspaceFailure failure) {
    return switch (failure.reason()) {
      case NOT_FOUND, NO_SUCH_PART -> 404;
      case TOO_MANY_WORKSPACES,
          TOO_MANY_TERMINALS,
          WRONG_STATE,
          CHECK_RUNNING,
          FILE_CHANGED,
          NO_ROOM,
          NOT_EXTENDABLE ->
          409;
      case NOT_OFFERED -> 400;
      case TOO_LARGE -> 413;
      case QUEUE_FULL, LAB_UNAVAILABLE, BUSY, STOPPING -> 503;
      case ENGINE -> failure.getCause() instanceof EngineFailure cause ? of(cause.reason()) : 502;
    };
  }

  static int of(InstructorFailure failure) {
    return switch (failure.reason()) {
      case BAD_NAME, BAD_PASSWORD -> 400;
      case SIGN_IN_FAILED -> 401;
      case WRONG_PASSWORD -> 403;
      case NOT_FOUND -> 404;
      case NAME_TAKEN, TOO_MANY_INVITATIONS, LAST_INSTRUCTOR -> 409;
      case LINK_VOID -> 410;
      case BUSY -> 503;
    };
  }

  static int of(OidcFailure.Reason reason) {
    return switch (reason) {
      case ATTEMPT_VOID, CODE_REFUSED -> 400;
      case DENIED -> 403;
      case PROVIDER_ERROR, UNREADABLE, MISCONFIGURED, NOT_TRUSTED, CLOCK -> 502;
      case UNREACHABLE, BUSY -> 503;
    };
  }

  static int of(WorkshopFailure.Reason reason) {
    return switch (reason) {
      case NOT_FOUND, WRONG_CODE -> 404;
      case INVALID -> 400;
      case GUESS_FIRST -> 403;
      case NAME_TAKEN, FULL, WRONG_STATE, STILL_ENDING, NO_ROOM, OTHER_LEARNER -> 409;
    };
  }

  static int of(FailureReason reason) {
    return switch (reason) {
      case GONE -> 410;
      case NOT_RUNNING -> 409;
      case ENGINE_UNREACHABLE, INTERRUPTED, SUBNET_TAKEN -> 503;
      case ENGINE_TIMEOUT, COMMAND_TIMEOUT -> 504;
      case NO_SPACE -> 507;
      case IMAGE_NOT_FOUND,
          REGISTRY_UNREACHABLE,
          REGISTRY_REFUSED,
          BUILD_FAILED,
          NAME_TAKEN,
          START_FAILED,
          REFUSED,
          ENGINE_ERROR ->
          502;
    };
  }
}
