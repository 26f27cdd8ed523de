package io.sidelab.workspace;

import io.sidelab.engine.Subscription;
import io.sidelab.image.ImageLibrary;
import io.sidelab.image.ImageStatus;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Images that are all there. */
class ReadyImages implements ImageLibrary {
  @Override
  public void prepare(Collection<String> images) {}

  @Override
  public CompletableFuture<Void> request(String image) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public ImageStatus status(String image) {
    return new ImageStatus(image, ImageStatus.State.READY, "", "", OptionalInt.empty());
  }

  @Override
  public List<ImageStatus> all() {
    return List.of();
  }

  @Override
  public Subscription watch(Consumer<ImageStatus> listener) {
    return () -> {};
  }

  @Override
  public void close() {}
}
