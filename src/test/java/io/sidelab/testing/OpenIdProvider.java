package io.sidelab.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A certified OpenID Provider as a process on loopback, with the people of {@code provider.js}: Ada
 * is in the group teachers, Bob and Eve are students. Any password will do.
 */
public final class OpenIdProvider implements AutoCloseable {
  public static final String CLIENT = "sidelab";
  public static final String SECRET = "a secret for tests: 50% off & more";

  private static final Path FOLDER = Path.of("src/test/oidc-provider");
  private static final String READY = "ready at ";

  private final Process process;
  private final URI issuer;

  public OpenIdProvider() throws Exception {
    install();
    process =
        new ProcessBuilder("node", "provider.js", CLIENT, SECRET)
            .directory(FOLDER.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      issuer = CompletableFuture.supplyAsync(this::firstLine).get(30, TimeUnit.SECONDS);
    } catch (Exception failed) {
      close();
      throw failed;
    }
  }

  /** The pinned packages, once; as the web folder has its own. */
  private static void install() throws Exception {
    Process install =
        new ProcessBuilder("./install")
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(install.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(install.waitFor()).as("npm ci of the provider: %s", said).isZero();
  }

  private URI firstLine() {
    try {
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String line = lines.readLine();
      assertThat(line).startsWith(READY);
      return URI.create(line.substring(READY.length()));
    } catch (IOException gone) {
      throw new IllegalStateException("the provider ended before it was ready", gone);
    }
  }

  public URI issuer() {
    return issuer;
  }

  /** What a server needs to be its client. */
  public List<String> options() {
    return List.of(
        "--oidc-issuer",
        issuer.toString(),
        "--oidc-client-id",
        CLIENT,
        "--oidc-client-secret",
        SECRET,
        "--oidc-instructors",
        "groups=teachers",
        "--oidc-name",
        "Example University");
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
