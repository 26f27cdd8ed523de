package io.sidelab.http;

/** A socket that is not opened: answered with a status and {@code {"error","message"}}. */
public final class TerminalRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;

  /**
   * @param status HTTP status, 400 or above
   * @param error code for programs, such as {@code forbidden_origin}
   * @param message for people, with the next step
   */
  public TerminalRefused(int status, String error, String message) {
    super(message);
    this.status = status;
    this.error = error;
  }

  public int status() {
    return status;
  }

  public String error() {
    return error;
  }
}
