package io.sidelab.testing;

import io.sidelab.docker.DockerSettings;
import io.sidelab.engine.Engine;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.ImageBuild;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The image that networks with internet access need, built from its recipe when it is not there.
 */
public final class FirewallImage {
  private FirewallImage() {}

  /** Needs {@code debian:12} on the engine and a Debian mirror in reach, once. */
  public static void ensure(Engine engine) throws EngineFailure {
    String name = DockerSettings.defaults().firewallImage();
    if (engine.images().find(name).isPresent()) {
      return;
    }
    engine
        .images()
        .build(
            new ImageBuild(
                Path.of("labs/images/firewall").toAbsolutePath(),
                "Dockerfile",
                Optional.empty(),
                List.of(name),
                Map.of(),
                Map.of(),
                Optional.of("host")),
            (message, percent) -> {});
  }
}
