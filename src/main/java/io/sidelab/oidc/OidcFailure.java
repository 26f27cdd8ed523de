package io.sidelab.oidc;

/** A sign-in that came to nothing. */
public final class OidcFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST_DETAIL = 300;

  /** What kind of failure; the edge makes a status and a page of it. */
  public enum Reason {
    /** The answer belongs to no sign-in of this browser: made up, used before, or too old. */
    ATTEMPT_VOID,
    /** The person or the provider said no. */
    DENIED,
    /** The provider ended the sign-in with another error. */
    PROVIDER_ERROR,
    /** The provider does not take the code. */
    CODE_REFUSED,
    /** The provider does not answer. */
    UNREACHABLE,
    /** The provider's answer is none that the protocol knows. */
    UNREADABLE,
    /** The provider does not take this server for its client. */
    MISCONFIGURED,
    /** What the provider is said to have signed does not hold. */
    NOT_TRUSTED,
    /** The clocks of the provider and this server differ. */
    CLOCK,
    /** Too many sign-ins wait for the provider already. */
    BUSY
  }

  private final Reason reason;

  /**
   * @param detail for the operator's log; holds no secret
   */
  OidcFailure(Reason reason, String detail, Throwable cause) {
    super(printable(detail), cause);
    this.reason = reason;
  }

  OidcFailure(Reason reason, String detail) {
    this(reason, detail, null);
  }

  public Reason reason() {
    return reason;
  }

  /** Parts of it come from elsewhere: they must not forge lines of a log, nor fill it. */
  private static String printable(String detail) {
    String one = detail.replaceAll("[^\\x20-\\x7e]", "?");
    return one.length() <= LONGEST_DETAIL ? one : one.substring(0, LONGEST_DETAIL) + "...";
  }
}
