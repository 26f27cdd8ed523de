package io.sidelab.http;

import io.sidelab.terminal.Role;
import io.sidelab.workspace.WorkspaceFailure;
import io.sidelab.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;

/** Opens a terminal to its own learner only, who may ask to look without typing. */
final class SocketAccess implements TerminalAccess {
  private final Gate gate;
  private final Workspaces workspaces;
  private final ErrorAnswers errors;

  SocketAccess(Gate gate, Workspaces workspaces, ErrorAnswers errors) {
    this.gate = gate;
    this.workspaces = workspaces;
    this.errors = errors;
  }

  @Override
  public TerminalGrant open(HttpServletRequest request, String terminalId) throws TerminalRefused {
    try {
      Learner learner = gate.admitSocket(request);
      return new TerminalGrant(workspaces.terminal(learner.id(), terminalId), role(request));
    } catch (Refusal | WorkspaceFailure | RuntimeException reason) {
      ErrorAnswer answer = errors.answerTo(reason);
      throw new TerminalRefused(answer.status(), answer.code(), answer.message());
    }
  }

  /** {@code role=watch} is for a projector, or a script that must not set the size. */
  private static Role role(HttpServletRequest request) throws Refusal {
    String asked = request.getParameter("role");
    if (asked == null || asked.equals("type")) {
      return Role.TYPE;
    }
    if (asked.equals("watch")) {
      return Role.WATCH;
    }
    throw new Refusal(400, "unknown_role", "A role is watch or type.");
  }
}
