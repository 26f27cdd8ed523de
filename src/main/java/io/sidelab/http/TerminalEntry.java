package io.sidelab.http;

import io.sidelab.terminal.Role;
import io.sidelab.workspace.WorkspaceFailure;
import io.sidelab.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Who may come to which terminal, the same for its socket and for the page that watches it: its own
 * learner, else whom a pass lets in as a guest. Everybody else hears what they would hear if there
 * were no such terminal.
 */
final class TerminalEntry {
  private final Workspaces workspaces;
  private final GuestPasses passes;

  TerminalEntry(Workspaces workspaces, GuestPasses passes) {
    this.workspaces = workspaces;
    this.passes = passes;
  }

  TerminalGrant find(HttpServletRequest request, Optional<Learner> learner, String terminalId)
      throws Refusal, WorkspaceFailure {
    if (learner.isPresent()) {
      try {
        return TerminalGrant.own(
            workspaces.terminal(learner.get().id(), terminalId), role(request));
      } catch (WorkspaceFailure failure) {
        if (failure.reason() != WorkspaceFailure.Reason.NOT_FOUND) {
          throw failure;
        }
      }
    }
    return passes
        .find(request, terminalId)
        .map(TerminalGrant::of)
        .orElseThrow(() -> Refusal.notFound("There is no such terminal; it may have been closed."));
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
