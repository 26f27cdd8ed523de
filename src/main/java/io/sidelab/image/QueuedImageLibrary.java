package io.sidelab.image;

import io.sidelab.content.ImageRecipe;
import io.sidelab.content.RecipeCatalog;
import io.sidelab.engine.Engine;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Image;
import io.sidelab.engine.Images;
import io.sidelab.engine.Subscription;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds images on the engine, then in a registry, then makes them from recipes. Each of the three
 * has a queue and one thread: a pull never waits for a build, and what is there already waits for
 * neither.
 */
public final class QueuedImageLibrary implements ImageLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(QueuedImageLibrary.class);

  private final Images images;
  private final RecipeCatalog recipes;
  private final ImageSettings settings;
  private final StatusBoard board = new StatusBoard();
  private final Map<String, CompletableFuture<Void>> requests = new HashMap<>();
  private final Map<String, CompletableFuture<Void>> builds = new HashMap<>();
  private final WorkQueue finding = new WorkQueue("sidelab-image-find");
  private final WorkQueue pulling = new WorkQueue("sidelab-image-pull");
  private final WorkQueue building = new WorkQueue("sidelab-image-build");
  private final ScheduledThreadPoolExecutor timer;
  private final Registries registries;
  private final RecipeBuilds recipeBuilds;
  private boolean closed;

  public QueuedImageLibrary(Engine engine, RecipeCatalog recipes, ImageSettings settings) {
    this(engine, recipes, settings, Clock.systemUTC());
  }

  QueuedImageLibrary(Engine engine, RecipeCatalog recipes, ImageSettings settings, Clock clock) {
    this.images = engine.images();
    this.recipes = recipes;
    this.settings = settings;
    timer = new ScheduledThreadPoolExecutor(1, WorkQueue.threads("sidelab-image-timer"));
    timer.setRemoveOnCancelPolicy(true);
    registries = new Registries(images, settings, timer, clock);
    recipeBuilds = new RecipeBuilds(images, settings, timer);
  }

  @Override
  public void prepare(Collection<String> wanted) {
    wanted.forEach(this::request);
  }

  @Override
  public CompletableFuture<Void> request(String image) {
    CompletableFuture<Void> request = new CompletableFuture<>();
    synchronized (requests) {
      CompletableFuture<Void> other = requests.get(image);
      if (other != null) {
        return other.copy();
      }
      if (closed) {
        return CompletableFuture.failedFuture(stopping(image));
      }
      requests.put(image, request);
    }
    board.waiting(image);
    obtain(image).whenComplete((done, problem) -> finish(image, request, problem));
    return request.copy();
  }

  private CompletableFuture<Void> obtain(String image) {
    Optional<ImageRecipe> recipe = recipes.find(image);
    return finding
        .call(() -> images.find(image))
        .thenCompose(
            found -> {
              if (found.isPresent() && recipe.isPresent()) {
                return renew(image, found.get(), recipe.get());
              }
              return found.isPresent()
                  ? CompletableFuture.completedFuture(null)
                  : obtainAbsent(image, recipe);
            });
  }

  /** Makes an image anew whose recipe has changed; if that fails, the old one serves on. */
  private CompletableFuture<Void> renew(String image, Image found, ImageRecipe recipe) {
    if (!RecipeBuilds.outdated(found, recipe)) {
      return CompletableFuture.completedFuture(null);
    }
    return build(image, recipe)
        .exceptionally(
            problem -> {
              LOG.warn("{} stays as it is: {}", image, failure(image, problem).getMessage());
              return null;
            });
  }

  private CompletableFuture<Void> obtainAbsent(String image, Optional<ImageRecipe> recipe) {
    boolean ask = settings.registries() && recipe.map(ImageRecipe::registry).orElse(true);
    if (!ask) {
      return recipe
          .map(made -> build(image, made))
          .orElseGet(() -> CompletableFuture.failedFuture(nowhere(image)));
    }
    return pulling
        .run(() -> pull(image))
        .handle(
            (done, problem) -> {
              if (problem == null) {
                return CompletableFuture.<Void>completedFuture(null);
              }
              return recipe
                  .filter(made -> worthBuilding(failure(image, problem)))
                  .map(made -> build(image, made))
                  .orElseGet(() -> CompletableFuture.failedFuture(problem));
            })
        .thenCompose(next -> next);
  }

  private static boolean worthBuilding(EngineFailure failure) {
    return switch (failure.reason()) {
      case ENGINE_UNREACHABLE, ENGINE_TIMEOUT, INTERRUPTED, NO_SPACE -> false;
      default -> true;
    };
  }

  private void pull(String image) throws EngineFailure {
    board.working(image, "Asks the registry");
    registries.pull(image, (message, percent) -> board.progress(image, message, percent));
  }

  /** Builds under way are shared by all names that a recipe provides. */
  private CompletableFuture<Void> build(String image, ImageRecipe recipe) {
    CompletableFuture<Void> build = new CompletableFuture<>();
    synchronized (requests) {
      CompletableFuture<Void> other = builds.get(recipe.name());
      if (other != null) {
        board.working(image, "Is built as " + recipe.name());
        return other.copy();
      }
      builds.put(recipe.name(), build);
    }
    CompletableFuture<?>[] needs =
        recipe.needs().stream().map(this::request).toArray(CompletableFuture<?>[]::new);
    if (needs.length > 0) {
      board.working(image, "Waits for " + String.join(", ", recipe.needs()));
    }
    CompletableFuture.allOf(needs)
        .thenCompose(
            ready ->
                building.run(
                    () -> {
                      board.working(image, "Is built on this server");
                      recipeBuilds.build(recipe, (m, p) -> board.progress(image, m, p));
                    }))
        .whenComplete(
            (done, problem) -> {
              synchronized (requests) {
                builds.remove(recipe.name());
              }
              complete(build, image, problem);
            });
    return build.copy();
  }

  private void finish(String image, CompletableFuture<Void> request, Throwable problem) {
    synchronized (requests) {
      requests.remove(image);
    }
    if (problem == null) {
      board.ready(image, "Ready");
    } else {
      EngineFailure failure = failure(image, problem);
      LOG.warn("no image {}: {}", image, failure.getMessage());
      board.failed(image, Explanation.of(failure));
    }
    complete(request, image, problem);
  }

  private static void complete(CompletableFuture<Void> future, String image, Throwable problem) {
    if (problem == null) {
      future.complete(null);
    } else {
      future.completeExceptionally(failure(image, problem));
    }
  }

  private static EngineFailure failure(String image, Throwable problem) {
    Throwable cause = problem;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof EngineFailure failure) {
      return failure;
    }
    LOG.error("preparing {}", image, cause);
    return new EngineFailure(
        FailureReason.ENGINE_ERROR,
        "This image could not be prepared. The server's log says why.",
        "prepare " + image + ": " + cause,
        cause);
  }

  private static EngineFailure nowhere(String image) {
    return new EngineFailure(
        FailureReason.IMAGE_NOT_FOUND,
        "The engine has not this image, and there is no recipe for it. Whoever runs this server can prepare it: the list of labs says how.",
        image + ": no recipe, and registries are switched off");
  }

  private static EngineFailure stopping(String image) {
    return new EngineFailure(
        FailureReason.INTERRUPTED,
        "The server is stopping. Come back in a moment.",
        image + " was asked for while the library closes");
  }

  @Override
  public ImageStatus status(String image) {
    return board.get(image);
  }

  @Override
  public List<ImageStatus> all() {
    return board.all();
  }

  @Override
  public Subscription watch(Consumer<ImageStatus> listener) {
    return board.watch(listener);
  }

  @Override
  public void close() {
    List<Map.Entry<String, CompletableFuture<Void>>> left;
    synchronized (requests) {
      closed = true;
    }
    finding.stop();
    pulling.stop();
    building.refuse();
    if (recipeBuilds.stop()) {
      building.await();
    }
    building.stop();
    finding.await();
    pulling.await();
    building.await();
    timer.shutdownNow();
    synchronized (requests) {
      left = List.copyOf(requests.entrySet());
    }
    left.forEach(entry -> entry.getValue().completeExceptionally(stopping(entry.getKey())));
  }
}
