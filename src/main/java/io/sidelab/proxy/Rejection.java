package io.sidelab.proxy;

/** A request that gets a page of this server's own instead of an answer of a machine's. */
final class Rejection extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;
  private final boolean again;

  /**
   * @param status HTTP status, 400 or above
   * @param title for people
   * @param text what happened and the next step
   * @param again whether to offer a link that asks once more
   */
  Rejection(int status, String title, String text, boolean again) {
    super(text);
    this.status = status;
    this.title = title;
    this.again = again;
  }

  static Rejection malformed(String why) {
    return new Rejection(
        400, "Not understood", "This request is no proper HTTP: " + why + ".", false);
  }

  static Rejection unknown() {
    return new Rejection(
        403,
        "Nothing is open here",
        "Open this from your lab's Ports: press Ports at the machine, then the port. A link works"
            + " once, and what it opened goes with the lab.",
        false);
  }

  static Rejection nothingListens(PortTarget target) {
    return new Rejection(
        502,
        "Nothing listens on " + target.port(),
        "Nothing listens on port "
            + target.port()
            + " in "
            + target.title()
            + " at 127.0.0.1. Start the server there, then try again.",
        true);
  }

  static Rejection unreachable(PortTarget target) {
    return new Rejection(
        502,
        "No way in just now",
        target.title()
            + " does not take connections at this moment: it is busy or starting. Try again in a"
            + " few seconds.",
        true);
  }

  static Rejection silent(PortTarget target) {
    return new Rejection(
        502,
        "No answer",
        "What listens on port "
            + target.port()
            + " in "
            + target.title()
            + " ended the connection without an answer. See what it says in its terminal, then try"
            + " again.",
        true);
  }

  static Rejection noWeb(PortTarget target) {
    return new Rejection(
        502,
        "Not a web server",
        "What listens on port "
            + target.port()
            + " in "
            + target.title()
            + " does not speak HTTP, so a browser cannot show it.",
        true);
  }

  static Rejection tooMany(String whose) {
    return new Rejection(
        503,
        "Too many connections",
        whose + " as many connections as it may have. Close other tabs of it, then try again.",
        true);
  }

  static Rejection tooOften() {
    return new Rejection(
        503,
        "Too much at once",
        "This lab's ports were asked very often in a short time. Wait a moment, then try again.",
        true);
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  boolean again() {
    return again;
  }
}
