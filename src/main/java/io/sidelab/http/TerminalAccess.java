package io.sidelab.http;

import jakarta.servlet.http.HttpServletRequest;

/** Decides who may open a socket to which terminal. */
@FunctionalInterface
public interface TerminalAccess {
  /**
   * Looks at cookies, origin and rate limits of an upgrade request. Called on the server's request
   * threads, before the upgrade; may block for short.
   *
   * @param request as it came; must not be kept
   * @param terminalId as the path names it, a well-formed name and nothing more
   * @throws TerminalRefused answered as it stands, instead of an upgrade
   */
  TerminalGrant open(HttpServletRequest request, String terminalId) throws TerminalRefused;
}
