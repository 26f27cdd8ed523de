package io.sidelab.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.content.ImageRecipe;
import io.sidelab.engine.FailureReason;
import io.sidelab.image.ImageStatus.State;
import io.sidelab.testing.LoopbackRegistry;
import io.sidelab.testing.TestEngine;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Images from the engine, and from registries that work and that do not. */
class ImagesFromRegistriesIT extends LibraryOnEngine {
  @Test
  void whatIsOnTheEngineIsReady() throws Exception {
    try (QueuedImageLibrary library = library(settings(Optional.of("127.0.0.1:1")))) {
      assertThat(library.status(test.busybox()).state()).isEqualTo(State.UNKNOWN);

      await(library.request(test.busybox()));

      assertThat(library.status(test.busybox()).state()).isEqualTo(State.READY);
      assertThat(library.all()).extracting(ImageStatus::image).containsExactly(test.busybox());
    }
  }

  @Test
  void aMirrorIsAskedForPlainNamesAndForGroups() throws Exception {
    String plain = image("plain:1").replace("sidelab-test/", "");
    String grouped = image("grouped");
    made.add(plain);
    try (LoopbackRegistry registry = new LoopbackRegistry(folder);
        QueuedImageLibrary library = library(settings(Optional.of(registry.address())))) {
      push(registry, "library/" + plain.replace(":1", ""), "1");
      push(registry, grouped, "latest");

      await(library.request(plain));
      await(library.request(grouped));

      assertThat(images.find(plain).orElseThrow().names()).contains(plain);
      assertThat(images.find(grouped)).isPresent();
      assertThat(images.find(registry.address() + "/library/" + plain)).isEmpty();
      failsWith(FailureReason.IMAGE_NOT_FOUND, library.request(prefix + "-none:1"));
      ImageStatus missing = library.status(prefix + "-none:1");
      assertThat(missing.state()).isEqualTo(State.FAILED);
      assertThat(missing.message()).contains("Neither the engine nor a registry");
      assertThat(missing.remedy()).isNotBlank();
    }
  }

  private void push(LoopbackRegistry registry, String repository, String tag) throws Exception {
    registry.push(TestEngine.settings().host(), test.busybox(), repository, tag);
  }

  @Test
  void anImageThatNamesARegistryIsPulledFromThere() throws Exception {
    try (LoopbackRegistry registry = new LoopbackRegistry(folder);
        QueuedImageLibrary library = library(settings(Optional.of("127.0.0.1:1")))) {
      push(registry, "group/thing", "3");
      String image = registry.address() + "/group/thing:3";
      made.add(image);

      await(library.request(image));

      assertThat(images.find(image)).isPresent();
    }
  }

  @Test
  void aRegistryThatIsDownIsAskedOnceAndTheRecipeServes() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    ImageRecipe recipe = program("d1", true, goodScript("built"), image("built"));
    String absent = prefix + "-absent";
    try (QueuedImageLibrary library =
        library(settings(Optional.of("127.0.0.1:" + closed)), recipe)) {
      await(library.request(recipe.name()));

      assertThat(images.find(recipe.name())).isPresent();
      failsWith(FailureReason.REGISTRY_UNREACHABLE, library.request(absent));
      assertThat(library.status(absent).message()).contains("does not answer");
      assertThat(library.status(absent).remedy()).contains("mirror");
    }
  }

  @Test
  void aRegistryThatHangsIsGivenUpSoon() throws Exception {
    ImageRecipe recipe = program("d1", true, goodScript("built"), image("built"));
    try (SilentRegistry registry = new SilentRegistry();
        QueuedImageLibrary library = library(settings(Optional.of(registry.address())), recipe)) {
      long began = System.nanoTime();

      await(library.request(recipe.name()));
      failsWith(FailureReason.REGISTRY_UNREACHABLE, library.request(prefix + "-absent"));

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void aRegistryThatRefusesIsToldApart() throws Exception {
    try (RefusingRegistry limits = new RefusingRegistry(429, "TOOMANYREQUESTS");
        RefusingRegistry denies = new RefusingRegistry(403, "DENIED");
        QueuedImageLibrary limited = library(settings(Optional.of(limits.address())));
        QueuedImageLibrary denied = library(settings(Optional.of(denies.address())))) {
      failsWith(FailureReason.REGISTRY_REFUSED, limited.request(prefix + "-absent"));
      // Registries say the same of what does not exist, so that nobody can list private images.
      failsWith(FailureReason.IMAGE_NOT_FOUND, denied.request(prefix + "-absent"));
      assertThat(limited.status(prefix + "-absent").remedy()).contains("docker login");
      assertThat(denied.status(prefix + "-absent").remedy()).contains("docker login");
    }
  }
}
