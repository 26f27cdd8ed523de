package io.sidelab.docker;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.TerminalSize;
import io.sidelab.engine.Tty;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

/** A TTY over a raw connection; what differs between PID 1 and further ones comes from outside. */
final class RawTty implements Tty {
  /** What a TTY needs of the machine it belongs to. */
  interface Side {
    void resize(TerminalSize size) throws EngineFailure;

    OptionalInt exitCode() throws EngineFailure;

    /** After the connection is closed. Must not block. */
    void released();
  }

  private final RawStream stream;
  private final Side side;
  private final AtomicBoolean closed = new AtomicBoolean();

  RawTty(RawStream stream, Side side) {
    this.stream = stream;
    this.side = side;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return stream.read(buffer, offset, length);
    } catch (IOException problem) {
      if (closed.get()) {
        return -1;
      }
      throw problem;
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    stream.write(bytes, offset, length);
  }

  @Override
  public int offer(byte[] bytes, int offset, int length) throws IOException {
    return stream.offer(bytes, offset, length);
  }

  @Override
  public void resize(TerminalSize size) throws EngineFailure {
    side.resize(size);
  }

  @Override
  public OptionalInt exitCode() throws EngineFailure {
    return side.exitCode();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      stream.close();
    } catch (IOException ignored) {
      // The socket is let go of even when its last flush fails, and nobody waits for its bytes.
    } finally {
      side.released();
    }
  }
}
