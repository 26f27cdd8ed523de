package io.sidelab.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.content.ImageRecipe;
import io.sidelab.engine.FailureReason;
import io.sidelab.image.ImageStatus.State;
import io.sidelab.testing.Eventually;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Images that recipes make: by programs that work and that do not, and by the engine's build. */
class ImagesFromRecipesIT extends LibraryOnEngine {
  private static ImageSettings withoutRegistries() {
    ImageSettings some = settings(Optional.empty());
    return new ImageSettings(
        false,
        Optional.empty(),
        some.registryPatience(),
        some.buildTimeout(),
        some.recipeEnvironment(),
        some.buildNetwork());
  }

  @Test
  void aRecipesProgramMakesAnImageUnderAllItsNames() throws Exception {
    ImageRecipe recipe = program("d1", false, goodScript("one"), image("a:1"), image("b:2"));
    List<ImageStatus> heard = new CopyOnWriteArrayList<>();
    try (QueuedImageLibrary library = library(settings(Optional.of("127.0.0.1:1")), recipe)) {
      library.watch(heard::add);

      await(library.request(recipe.images().get(1)));

      assertThat(images.find(recipe.name()).orElseThrow().labels())
          .containsEntry("io.sidelab.recipe", "d1");
      assertThat(images.find(recipe.images().get(1))).isPresent();
      assertThat(heard).extracting(ImageStatus::state).contains(State.WORKING, State.READY);
      assertThat(heard).extracting(ImageStatus::message).contains("making a root");
    }
  }

  @Test
  void aChangedRecipeIsBuiltAnewAndABrokenOneLeavesTheOldImage() throws Exception {
    String name = image("changing");
    ImageRecipe first = program("d1", false, goodScript("one"), name);
    ImageRecipe second = program("d2", false, goodScript("two"), name);
    ImageRecipe broken = program("d3", false, "exit 1", name);
    for (ImageRecipe recipe : List.of(first, second, broken)) {
      try (QueuedImageLibrary library = library(withoutRegistries(), recipe)) {
        await(library.request(name));
        assertThat(library.status(name).state()).isEqualTo(State.READY);
      }
    }
    assertThat(images.find(name).orElseThrow().labels()).containsEntry("io.sidelab.recipe", "d2");
  }

  @Test
  void aProgramThatFailsLeavesNoImageAndSaysWhy() throws Exception {
    ImageRecipe recipe =
        program("d1", false, goodScript("half") + "\necho 'the reason' >&2\nexit 3", image("half"));
    try (QueuedImageLibrary library = library(withoutRegistries(), recipe)) {
      failsWith(FailureReason.BUILD_FAILED, library.request(recipe.name()));

      assertThat(library.status(recipe.name()).state()).isEqualTo(State.FAILED);
      assertThat(library.status(recipe.name()).message()).contains("the reason");
      assertThat(images.find(recipe.name())).isEmpty();
    }
  }

  @Test
  void aProgramThatIsMissingIsNamed() throws Exception {
    ImageRecipe recipe =
        recipe(
            "d1",
            false,
            List.of(),
            new ImageRecipe.Source.RootFilesystem(List.of("/no/such/program")),
            image("none"));
    try (QueuedImageLibrary library = library(withoutRegistries(), recipe)) {
      failsWith(FailureReason.BUILD_FAILED, library.request(recipe.name()));
      assertThat(library.status(recipe.name()).message()).contains("/no/such/program");
    }
  }

  @Test
  void closingEndsAProgramThatHangsWithAllItStarted() throws Exception {
    ImageRecipe recipe =
        program("d1", false, "echo working >&2; sleep 98765 & sleep 98765", image("slow"));
    QueuedImageLibrary library = library(withoutRegistries(), recipe);
    CompletableFuture<Void> request = library.request(recipe.name());
    CompletableFuture<Void> joined = library.request(recipe.name());
    Eventually.until("it runs", SOON, () -> sleepers() == 2);

    library.close();
    library.close();

    assertThat(sleepers()).isZero();
    assertThat(request).isCompletedExceptionally();
    assertThat(joined).isCompletedExceptionally();
    failsWith(FailureReason.INTERRUPTED, library.request(recipe.name()));
  }

  private static long sleepers() {
    return ProcessHandle.current()
        .descendants()
        .filter(child -> child.info().commandLine().orElse("").contains("sleep 98765"))
        .count();
  }

  @Test
  void aProgramThatTakesTooLongIsStopped() throws Exception {
    ImageRecipe recipe = program("d1", false, "sleep 98765", image("slow"));
    ImageSettings hasty =
        new ImageSettings(
            false,
            Optional.empty(),
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            Map.of(),
            Optional.empty());
    try (QueuedImageLibrary library = library(hasty, recipe)) {
      failsWith(FailureReason.BUILD_FAILED, library.request(recipe.name()));
      assertThat(library.status(recipe.name()).message()).contains("too long");
      assertThat(sleepers()).isZero();
    }
  }

  @Test
  void aDockerBuildWaitsForWhatItNeeds() throws Exception {
    ImageRecipe base = program("d1", false, goodScript("base"), image("base"));
    Files.writeString(
        folder.resolve("Dockerfile"),
        "FROM "
            + base.name()
            + " AS first\nRUN [\"/bin/busybox\", \"touch\", \"/made\"]\n"
            + "FROM first AS second\nRUN [\"/bin/busybox\", \"false\"]\n");
    ImageRecipe good = build("good", base, Optional.of("first"));
    ImageRecipe broken = build("broken", base, Optional.empty());
    try (QueuedImageLibrary library = library(withoutRegistries(), base, good, broken)) {
      library.prepare(List.of(good.name(), broken.name()));
      await(library.request(good.name()));

      assertThat(library.all())
          .extracting(ImageStatus::image)
          .containsExactlyInAnyOrder(good.name(), broken.name(), base.name());
      assertThat(images.find(good.name()).orElseThrow().labels())
          .containsEntry("io.sidelab.recipe", "d-good");
      Eventually.until(
          "the broken one fails",
          SOON,
          () -> library.status(broken.name()).state() == State.FAILED);
    }
  }

  private ImageRecipe build(String name, ImageRecipe base, Optional<String> target) {
    return recipe(
        "d-" + name,
        false,
        List.of(base.name()),
        new ImageRecipe.Source.Build(folder, target),
        image(name));
  }
}
