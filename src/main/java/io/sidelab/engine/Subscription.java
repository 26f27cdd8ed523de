package io.sidelab.engine;

/** Ends what was subscribed to. Closing twice does nothing. */
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
