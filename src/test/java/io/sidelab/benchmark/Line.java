package io.sidelab.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One open terminal, seen from its client. Used by one thread; every wait ends by itself. */
final class Line implements AutoCloseable {
  /** As large as what the engine and the servers send at once, so that no target is cut short. */
  private static final int PIECE = 64 * 1024;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SocketChannel channel;
  private final Codec codec;
  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(PIECE);

  /** The channel is the line's from now on. */
  Line(SocketChannel channel, Codec codec) throws IOException {
    this.channel = channel;
    this.codec = codec;
    this.selector = Selector.open();
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
  }

  SocketChannel channel() {
    return channel;
  }

  void type(String keys) throws IOException {
    type(keys.getBytes(StandardCharsets.UTF_8));
  }

  void type(byte[] keys) throws IOException {
    send(codec.typed(keys));
  }

  /** Sends a whole message of the connection itself. Keys and acknowledgements are small. */
  void send(ByteBuffer bytes) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (bytes.hasRemaining()) {
      channel.write(bytes);
      if (System.nanoTime() > end) {
        throw new IOException("the server takes no input");
      }
    }
  }

  /** Takes what has arrived, without waiting. */
  void receive(Consumer<ByteBuffer> output) throws IOException {
    buffer.clear();
    if (channel.read(buffer) < 0) {
      throw new IOException("the connection ended");
    }
    send(codec.arrived(buffer.flip(), output));
  }

  /** Takes what arrives until the condition holds. */
  void receiveUntil(BooleanSupplier condition, Consumer<ByteBuffer> output) throws IOException {
    receiveUntil(condition, PATIENCE, output);
  }

  void receiveUntil(BooleanSupplier condition, Duration patience, Consumer<ByteBuffer> output)
      throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IOException("nothing more came within " + patience);
      }
      selector.select(100);
      selector.selectedKeys().clear();
      receive(output);
    }
  }

  /** Until the shell waits for a command. */
  void awaitPrompt() throws IOException {
    Tail tail = new Tail("# ");
    receiveUntil(tail::matches, tail);
  }

  /** Ends the shell, whatever it is doing, then lets go of it. */
  void end() throws IOException {
    try (this) {
      type("\u0003exit\n");
      receiveUntil(() -> false, PATIENCE, bytes -> {});
    } catch (IOException ended) {
      // As it should.
    }
  }

  /** Lets go of it as a browser does that is closed: without a word. */
  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }
}
