package io.sidelab.terminal;

import io.sidelab.engine.Tty;
import io.sidelab.terminal.Scrollback.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one TTY to its end, straight into the scrollback, and passes each piece on at once. */
final class TtyReader implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(TtyReader.class);

  private final String terminalId;
  private final Tty tty;
  private final Output output;
  private final List<Consumer<ByteBuffer>> observers;
  private final BiConsumer<TtyReader, Tty> ended;
  private byte[] opening = {};

  TtyReader(
      String terminalId,
      Tty tty,
      Output output,
      List<Consumer<ByteBuffer>> observers,
      BiConsumer<TtyReader, Tty> ended) {
    this.terminalId = terminalId;
    this.tty = tty;
    this.output = output;
    this.observers = observers;
    this.ended = ended;
  }

  @Override
  public void run() {
    try {
      read();
    } catch (IOException | RuntimeException broken) {
      // The same as an end: what became of the program is asked from the engine.
      LOG.debug("terminal {}: reading ended: {}", terminalId, broken.toString());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    ended.accept(this, tty);
  }

  /** What stands in the output before what is read. To be said before it runs. */
  void beginsWith(byte[] bytes) {
    opening = bytes;
  }

  private void read() throws IOException, InterruptedException {
    while (true) {
      Segment segment = output.awaitRoom(this);
      if (segment == null) {
        return;
      }
      int from = segment.length();
      int count = read(segment.bytes, from, segment.room());
      if (count < 0 || (count > 0 && !output.publish(this, segment, count))) {
        return;
      }
      for (Consumer<ByteBuffer> observer : observers) {
        observe(observer, ByteBuffer.wrap(segment.bytes, from, count).slice().asReadOnlyBuffer());
      }
    }
  }

  private int read(byte[] buffer, int offset, int room) throws IOException {
    int count = Math.min(opening.length, room);
    if (count == 0) {
      return tty.read(buffer, offset, room);
    }
    System.arraycopy(opening, 0, buffer, offset, count);
    opening = Arrays.copyOfRange(opening, count, opening.length);
    return count;
  }

  private void observe(Consumer<ByteBuffer> observer, ByteBuffer bytes) {
    try {
      observer.accept(bytes);
    } catch (RuntimeException broken) {
      LOG.warn("terminal {}: an observer failed", terminalId, broken);
    }
  }
}
