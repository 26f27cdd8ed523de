package io.sidelab.docker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A Unix or TCP socket that never blocks by itself, so that a key can be offered to it by a thread
 * that must not wait; who has to wait does so on a selector. Uses the channel itself: the stream
 * adapters of {@code Channels} hold one lock for reading and writing, so a waiting read would hold
 * up every key.
 */
final class ChannelStream implements RawStream {
  private final SocketChannel channel;
  private final Selector readable;

  /** Of the thread that waits to write, null when none does. */
  private volatile Selector writable;

  private ChannelStream(SocketChannel channel, Selector readable) {
    this.channel = channel;
    this.readable = readable;
  }

  /**
   * @param connected closed when this fails
   */
  static ChannelStream over(SocketChannel connected) throws IOException {
    ChannelStream stream;
    try {
      stream = new ChannelStream(connected, Selector.open());
    } catch (IOException | RuntimeException problem) {
      connected.close();
      throw problem;
    }
    try {
      connected.configureBlocking(false);
      connected.register(stream.readable, SelectionKey.OP_READ);
      return stream;
    } catch (IOException | RuntimeException problem) {
      stream.close();
      throw problem;
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    ByteBuffer piece = ByteBuffer.wrap(buffer, offset, Math.min(length, PIECE));
    int count = channel.read(piece);
    while (count == 0 && piece.hasRemaining()) {
      await(readable);
      count = channel.read(piece);
    }
    return count;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset + offer(bytes, offset, length);
    int end = offset + length;
    if (at == end) {
      return;
    }
    // Rare: the engine takes nothing because the program does not read.
    try (Selector waiting = Selector.open()) {
      writable = waiting;
      channel.register(waiting, SelectionKey.OP_WRITE);
      while (at < end) {
        await(waiting);
        at += offer(bytes, at, end - at);
      }
    } finally {
      writable = null;
    }
  }

  @Override
  public int offer(byte[] bytes, int offset, int length) throws IOException {
    int end = offset + length;
    int at = offset;
    int count = 1;
    while (at < end && count > 0) {
      count = channel.write(ByteBuffer.wrap(bytes, at, Math.min(end - at, PIECE)));
      at += count;
    }
    return at - offset;
  }

  /** Ends as a blocking channel's calls do: when it is closed, or closed by an interruption. */
  private void await(Selector ready) throws IOException {
    try {
      ready.select();
      ready.selectedKeys().clear();
    } catch (ClosedSelectorException closed) {
      throw new ClosedChannelException();
    }
    if (Thread.currentThread().isInterrupted()) {
      close();
      throw new ClosedByInterruptException();
    }
  }

  @Override
  public void endInput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    try (readable) {
      channel.close();
    } finally {
      Selector waiting = writable;
      if (waiting != null) {
        waiting.wakeup();
      }
    }
  }
}
