package io.sidelab.image;

import io.sidelab.content.ImageRecipe;
import io.sidelab.content.ImageRecipe.Source;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Image;
import io.sidelab.engine.ImageBuild;
import io.sidelab.engine.Images;
import io.sidelab.engine.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Makes images from recipes, one at a time, on the thread that calls. */
final class RecipeBuilds {
  /** On images made here: the digest of the recipe they were made from. */
  static final String DIGEST_LABEL = "io.sidelab.recipe";

  private static final String UNFINISHED = "sidelab/unfinished:";

  private final Images images;
  private final ImageSettings settings;
  private final ScheduledExecutorService timer;
  private final AtomicReference<RecipeProgram> running = new AtomicReference<>();
  private volatile boolean stopped;

  RecipeBuilds(Images images, ImageSettings settings, ScheduledExecutorService timer) {
    this.images = images;
    this.settings = settings;
    this.timer = timer;
  }

  /** Whether the image was made from an earlier state of the recipe. */
  static boolean outdated(Image image, ImageRecipe recipe) {
    String digest = image.labels().get(DIGEST_LABEL);
    return digest != null && !digest.equals(recipe.digest());
  }

  /** Everything the recipe needs is there already. */
  void build(ImageRecipe recipe, Progress progress) throws EngineFailure {
    Optional<Image> present = images.find(recipe.name());
    boolean made =
        present.filter(i -> recipe.digest().equals(i.labels().get(DIGEST_LABEL))).isPresent();
    if (!made) {
      if (recipe.source() instanceof Source.RootFilesystem root) {
        importOutput(recipe, root, progress);
      } else {
        dockerBuild(recipe, (Source.Build) recipe.source(), progress);
      }
    }
    for (String name : recipe.images().subList(1, recipe.images().size())) {
      images.tag(recipe.name(), name);
    }
  }

  private static Map<String, String> labels(ImageRecipe recipe) {
    return Map.of(DIGEST_LABEL, recipe.digest());
  }

  private void importOutput(ImageRecipe recipe, Source.RootFilesystem root, Progress progress)
      throws EngineFailure {
    try (RecipeProgram program =
        new RecipeProgram(
            root.program(), recipe.folder(), settings.recipeEnvironment(), progress)) {
      running.set(program);
      if (stopped) {
        program.cancel();
      }
      Future<?> limit =
          timer.schedule(
              program::cancel, settings.buildTimeout().toMillis(), TimeUnit.MILLISECONDS);
      try {
        importWhole(recipe, program);
      } finally {
        limit.cancel(false);
        running.set(null);
      }
    }
  }

  /**
   * The engine takes a root file system that ends too early for a whole one. So the image has
   * another name until its program has ended well.
   */
  private void importWhole(ImageRecipe recipe, RecipeProgram program) throws EngineFailure {
    String unfinished = UNFINISHED + recipe.name().replaceAll("[^A-Za-z0-9.]", "-");
    images.remove(unfinished);
    try {
      images.importRootFilesystem(unfinished, recipe.command(), labels(recipe), program.output());
      if (!program.succeeded()) {
        throw program.failure(recipe.name());
      }
      images.tag(unfinished, recipe.name());
    } catch (EngineFailure failure) {
      // What the engine could not read is most likely the work of a program that failed.
      boolean unreadable = failure.reason() == FailureReason.ENGINE_ERROR;
      throw unreadable && !program.succeeded() ? program.failure(recipe.name()) : failure;
    } finally {
      images.remove(unfinished);
    }
  }

  private void dockerBuild(ImageRecipe recipe, Source.Build source, Progress progress)
      throws EngineFailure {
    ImageBuild build =
        new ImageBuild(
            source.context(),
            "Dockerfile",
            source.target(),
            List.of(recipe.name()),
            labels(recipe),
            settings.recipeEnvironment(),
            settings.buildNetwork());
    try (Patience patience = new Patience(timer, settings.buildTimeout())) {
      try {
        images.build(build, progress);
      } catch (EngineFailure failure) {
        if (patience.lost()) {
          throw new EngineFailure(
              FailureReason.BUILD_FAILED,
              "Building this image took too long and was stopped. Try again.",
              "build " + recipe.name() + ": not done within " + settings.buildTimeout());
        }
        throw failure;
      }
    }
  }

  /**
   * Ends a program that runs, for good; a Docker build ends with its thread's interruption.
   *
   * @return whether there was one: its image is taken away by the thread that called it
   */
  boolean stop() {
    stopped = true;
    RecipeProgram program = running.get();
    if (program == null) {
      return false;
    }
    program.cancel();
    return true;
  }
}
