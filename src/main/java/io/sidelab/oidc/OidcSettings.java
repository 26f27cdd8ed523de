package io.sidelab.oidc;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * With whom people sign in.
 *
 * @param issuer of the provider, exactly as it calls itself
 * @param clientSecret shared with the provider; goes nowhere else
 * @param name what people call the provider
 * @param instructors who is an instructor; nobody where empty
 */
public record OidcSettings(
    URI issuer,
    String clientId,
    String clientSecret,
    String name,
    Optional<InstructorRule> instructors) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public OidcSettings {
    if (!trustworthy(issuer)) {
      throw new IllegalArgumentException("the issuer must be an https address");
    }
  }

  /**
   * Whether what an address says can be believed: it is encrypted, or never leaves this machine.
   * Without a user's name and without a fragment besides.
   */
  public static boolean trustworthy(URI address) {
    if (address.getScheme() == null || address.getHost() == null) {
      return false;
    }
    boolean plain = address.getRawFragment() == null && address.getRawUserInfo() == null;
    boolean safe =
        address.getScheme().equalsIgnoreCase("https")
            || (address.getScheme().equalsIgnoreCase("http")
                && LOOPBACK.contains(address.getHost()));
    return plain && safe;
  }

  /** Without the secret, so that no log gets it. */
  @Override
  public String toString() {
    return "OidcSettings[issuer=" + issuer + ", clientId=" + clientId + "]";
  }
}
