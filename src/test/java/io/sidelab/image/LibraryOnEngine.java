package io.sidelab.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.content.ImageRecipe;
import io.sidelab.content.MachineDefinition;
import io.sidelab.content.RecipeCatalog;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Images;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Image libraries over a real engine, and recipes for them; what they make is removed again. */
@Timeout(120)
abstract class LibraryOnEngine {
  static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;
  TestEngine test;
  Images images;
  String prefix;
  final List<String> made = new ArrayList<>();

  @BeforeEach
  final void openEngine() throws Exception {
    test = new TestEngine();
    images = test.engine().images();
    prefix = "sidelab-test/" + test.serverId().replace("test-", "");
  }

  @AfterEach
  final void leavesNothingBehind() throws Exception {
    for (String image : made) {
      images.remove(image);
    }
    test.close();
    Eventually.passes(
        SOON,
        () ->
            assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("sidelab-")));
  }

  final String image(String name) {
    String image = prefix + "-" + name;
    made.add(image);
    return image;
  }

  static ImageSettings settings(Optional<String> mirror) {
    return new ImageSettings(
        true,
        mirror,
        Duration.ofSeconds(2),
        Duration.ofSeconds(20),
        Map.of("SIDELAB_DEBIAN_MIRROR", "http://mirror.example/debian"),
        Optional.of("none"));
  }

  final QueuedImageLibrary library(ImageSettings settings, ImageRecipe... recipes) {
    return new QueuedImageLibrary(
        test.engine(), new RecipeCatalog(List.of(recipes), List.of()), settings);
  }

  final ImageRecipe program(String digest, boolean registry, String script, String... names)
      throws Exception {
    Path program = folder.resolve("rootfs-" + digest);
    Files.writeString(program, "#!/bin/sh\n" + script);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return recipe(
        digest,
        registry,
        List.of(),
        new ImageRecipe.Source.RootFilesystem(List.of(program.toString())),
        names);
  }

  final ImageRecipe recipe(
      String digest,
      boolean registry,
      List<String> needs,
      ImageRecipe.Source source,
      String... names) {
    return new ImageRecipe(
        List.of(names),
        "for a test",
        "1 MB",
        MachineDefinition.Kind.CONTAINER,
        registry,
        needs,
        List.of("/bin/busybox", "sh"),
        source,
        digest,
        folder);
  }

  /** Writes a tar with BusyBox and one file. */
  static String goodScript(String text) {
    return """
        echo "making a root" >&2
        root=$(mktemp -d)
        mkdir "$root/bin"
        cp /bin/busybox "$root/bin"
        echo "%s $SIDELAB_DEBIAN_MIRROR" > "$root/text"
        tar -C "$root" -c .
        rm -r "$root"
        """
        .formatted(text);
  }

  static void await(CompletableFuture<Void> request) throws Exception {
    request.get(SOON.toSeconds(), TimeUnit.SECONDS);
  }

  static void failsWith(FailureReason reason, CompletableFuture<Void> request) {
    assertThatThrownBy(() -> await(request))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            EngineFailure.class,
            failure -> assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason));
  }
}
