package io.sidelab.image;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where images come from.
 *
 * @param registries whether any registry is asked; without them there are recipes only
 * @param mirror host and port of a registry that is asked instead of Docker Hub, such as {@code
 *     localhost:5000}; images that name a registry of their own are pulled from there
 * @param registryPatience how long a registry may say nothing before a pull is given up
 * @param buildTimeout of one recipe, whatever it is made from
 * @param recipeEnvironment given to the programs and as arguments to the builds of recipes, such as
 *     {@code SIDELAB_DEBIAN_MIRROR}
 * @param buildNetwork for the steps of Docker builds, such as {@code host}, or the engine's default
 */
public record ImageSettings(
    boolean registries,
    Optional<String> mirror,
    Duration registryPatience,
    Duration buildTimeout,
    Map<String, String> recipeEnvironment,
    Optional<String> buildNetwork) {

  /**
   * A registry that says nothing for 20 seconds is not there; Debian on a slow line takes some ten
   * minutes, so half an hour means that a recipe hangs.
   */
  public static ImageSettings defaults() {
    return new ImageSettings(
        true,
        Optional.empty(),
        Duration.ofSeconds(20),
        Duration.ofMinutes(30),
        Map.of(),
        Optional.empty());
  }

  public ImageSettings {
    mirror.ifPresent(
        host -> {
          if (!host.matches("[A-Za-z0-9.-]+(:\\d{1,5})?(/[a-z0-9._/-]+)?")) {
            throw new IllegalArgumentException(
                "a mirror is a host and a port, such as localhost:5000, not " + host);
          }
        });
    recipeEnvironment = Map.copyOf(recipeEnvironment);
  }
}
