package io.sidelab.workspace;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Subscription;
import io.sidelab.image.ImageStatus;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Images whose work the test does: each is there or fails when it says so. */
final class ImagesOnDemand extends ReadyImages {
  private final Map<String, CompletableFuture<Void>> requests = new ConcurrentHashMap<>();
  private final List<Consumer<ImageStatus>> listeners = new CopyOnWriteArrayList<>();

  @Override
  public CompletableFuture<Void> request(String image) {
    return requests.compute(
        image,
        (name, known) ->
            known == null || known.isCompletedExceptionally() ? new CompletableFuture<>() : known);
  }

  @Override
  public Subscription watch(Consumer<ImageStatus> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void works(String image, String message, int percent) {
    ImageStatus status =
        new ImageStatus(image, ImageStatus.State.WORKING, message, "", OptionalInt.of(percent));
    listeners.forEach(listener -> listener.accept(status));
  }

  void isThere(String image) {
    request(image).complete(null);
  }

  void cannotBeHad(String image, String learnerText) {
    request(image)
        .completeExceptionally(
            new EngineFailure(FailureReason.REGISTRY_UNREACHABLE, learnerText, "as the test says"));
  }
}
