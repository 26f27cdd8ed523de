package io.sidelab.engine;

/**
 * A Docker Engine: where images live and machines run. Safe for use by any thread. An engine that
 * is down makes calls fail with {@link FailureReason#ENGINE_UNREACHABLE}; the same object works
 * again when the engine is back.
 */
public interface Engine extends AutoCloseable {
  /** What the engine says of itself and of the host it runs on, asked anew at each call. */
  EngineInfo info() throws EngineFailure;

  Images images();

  Networks networks();

  Volumes volumes();

  Machines machines();

  /** Closes connections; what runs on the engine goes on. Closing twice does nothing. */
  @Override
  void close();
}
