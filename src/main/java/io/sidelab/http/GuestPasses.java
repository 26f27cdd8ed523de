package io.sidelab.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Lets people in who are not the terminal's learner: instructors at their learners' terminals, a
 * class at its instructor's. Asked for requests whose host, origin and rate have been looked at,
 * and only when the terminal is not the caller's own.
 */
@FunctionalInterface
public interface GuestPasses {
  /**
   * Called on the server's request threads; may block for short.
   *
   * @param request as it came; must not be kept
   * @param terminalId a well-formed name and nothing more
   * @return nothing for who may not come in, also when there is no such terminal: both are answered
   *     alike
   * @throws Refusal when the caller is to hear of something else, such as a rate
   */
  Optional<GuestPass> find(HttpServletRequest request, String terminalId) throws Refusal;

  /** Asks others where these let nobody in. */
  default GuestPasses or(GuestPasses others) {
    return (request, terminalId) -> {
      Optional<GuestPass> pass = find(request, terminalId);
      return pass.isPresent() ? pass : others.find(request, terminalId);
    };
  }

  /** Lets nobody in. */
  static GuestPasses none() {
    return (request, terminalId) -> Optional.empty();
  }
}
