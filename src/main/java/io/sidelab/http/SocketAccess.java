package io.sidelab.http;

import io.sidelab.workspace.WorkspaceFailure;
import jakarta.servlet.http.HttpServletRequest;

/** Opens a terminal to its own learner, who may ask to look without typing, and to its guests. */
final class SocketAccess implements TerminalAccess {
  private final Gate gate;
  private final TerminalEntry entry;
  private final ErrorAnswers errors;

  SocketAccess(Gate gate, TerminalEntry entry, ErrorAnswers errors) {
    this.gate = gate;
    this.entry = entry;
    this.errors = errors;
  }

  @Override
  public TerminalGrant open(HttpServletRequest request, String terminalId) throws TerminalRefused {
    try {
      return entry.find(request, gate.admitSocket(request), terminalId);
    } catch (Refusal | WorkspaceFailure | RuntimeException reason) {
      ErrorAnswer answer = errors.answerTo(reason);
      throw new TerminalRefused(answer.status(), answer.code(), answer.message());
    }
  }
}
