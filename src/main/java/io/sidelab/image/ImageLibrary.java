package io.sidelab.image;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.Subscription;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The images of all labs. Safe for use by any thread. */
public interface ImageLibrary extends AutoCloseable {
  /** Starts work on those that are not there, in this order, and returns at once. */
  void prepare(Collection<String> images);

  /**
   * Done when the image is on the engine; fails with an {@link EngineFailure} otherwise. Joins work
   * that is under way; a failed image is tried again.
   */
  CompletableFuture<Void> request(String image);

  ImageStatus status(String image);

  /** Every image anybody asked for, in the order of asking. */
  List<ImageStatus> all();

  /** Hears of every change, on the thread that works; it must return at once. */
  Subscription watch(Consumer<ImageStatus> listener);

  /** Cancels what is under way. Closing twice does nothing. */
  @Override
  void close();
}
