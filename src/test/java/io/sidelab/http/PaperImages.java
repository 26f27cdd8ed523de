package io.sidelab.http;

import io.sidelab.engine.Subscription;
import io.sidelab.image.ImageLibrary;
import io.sidelab.image.ImageStatus;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Images whose states are set by hand. */
final class PaperImages implements ImageLibrary {
  private final Map<String, ImageStatus> states =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private final Map<Object, Consumer<ImageStatus>> watchers = new ConcurrentHashMap<>();

  void set(ImageStatus status) {
    states.put(status.image(), status);
    watchers.values().forEach(watcher -> watcher.accept(status));
  }

  @Override
  public void prepare(Collection<String> images) {}

  @Override
  public CompletableFuture<Void> request(String image) {
    return new CompletableFuture<>();
  }

  @Override
  public ImageStatus status(String image) {
    return states.getOrDefault(
        image, new ImageStatus(image, ImageStatus.State.UNKNOWN, "", "", OptionalInt.empty()));
  }

  @Override
  public List<ImageStatus> all() {
    return List.copyOf(states.values());
  }

  @Override
  public Subscription watch(Consumer<ImageStatus> listener) {
    Object key = new Object();
    watchers.put(key, listener);
    return () -> watchers.remove(key);
  }

  @Override
  public void close() {}
}
