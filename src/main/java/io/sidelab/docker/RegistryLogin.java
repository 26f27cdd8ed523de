package io.sidelab.docker;

import com.github.dockerjava.api.model.AuthConfig;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/** The login that {@code docker login} left on this host for a registry. */
final class RegistryLogin {
  private RegistryLogin() {}

  static Optional<String> header(EngineSession session, String image) throws IOException {
    AuthConfig login = session.config().effectiveAuthConfig(image);
    if (login == null) {
      return Optional.empty();
    }
    byte[] json = session.config().getObjectMapper().writeValueAsBytes(login);
    return Optional.of(Base64.getUrlEncoder().encodeToString(json));
  }
}
