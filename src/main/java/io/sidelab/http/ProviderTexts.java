package io.sidelab.http;

import io.sidelab.oidc.OidcFailure;

/** What people read when a sign-in at the provider came to nothing. */
final class ProviderTexts {
  private ProviderTexts() {}

  /**
   * @param provider what people call it
   */
  static MessagePage page(OidcFailure.Reason reason, String provider) {
    return new MessagePage(
        Statuses.of(reason),
        "You are not signed in",
        text(reason, provider),
        "/sign-in",
        "Back to sign-in");
  }

  private static String text(OidcFailure.Reason reason, String provider) {
    return switch (reason) {
      case ATTEMPT_VOID ->
          "This sign-in was not begun in this browser, took more than ten minutes, or is over"
              + " already. Begin again here.";
      case DENIED ->
          provider + " did not let you in, or you said no there. Begin again if you want to.";
      case PROVIDER_ERROR ->
          provider
              + " ended the sign-in with an error. Begin again; if it stays so, tell whoever"
              + " runs this server.";
      case CODE_REFUSED -> provider + " does not take this sign-in any more. Begin again.";
      case UNREACHABLE -> provider + " does not answer this server now. Try again in a minute.";
      case BUSY -> "Too many people sign in just now. Wait a few seconds and try again.";
      case UNREADABLE ->
          "This server does not understand what "
              + provider
              + " answers. Tell whoever runs this server; the log says more.";
      case MISCONFIGURED ->
          "This server and "
              + provider
              + " do not know each other. Tell whoever runs this server; the log says more.";
      case NOT_TRUSTED ->
          "What came back from "
              + provider
              + " cannot be trusted, so it was not used. Begin again; if it stays so, tell whoever"
              + " runs this server.";
      case CLOCK ->
          "The clocks of this server and of "
              + provider
              + " differ too much. Tell whoever runs this server.";
    };
  }
}
