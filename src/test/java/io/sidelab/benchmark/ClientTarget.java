package io.sidelab.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The client's own floor: connections to a thread of this process ({@code benchmark-echo}) that
 * sends every byte back. What it shows is the client's and the network's, and no terminal's.
 */
final class ClientTarget implements Target, AutoCloseable {
  private static final byte[] PROMPT = "# ".getBytes(StandardCharsets.US_ASCII);

  private final Selector selector = Selector.open();
  private final ServerSocketChannel listener = ServerSocketChannel.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(16 * 1024);

  ClientTarget() throws IOException {
    listener.bind(new InetSocketAddress("127.0.0.1", 0));
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
    Thread thread = new Thread(this::run, "benchmark-echo");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public String name() {
    return "client alone";
  }

  @Override
  public List<Long> processes() {
    return List.of();
  }

  @Override
  public Line open(String container) throws IOException {
    SocketChannel channel = SocketChannel.open(listener.getLocalAddress());
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return new Line(channel, new RawCodec());
  }

  private void run() {
    try {
      while (selector.isOpen()) {
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.isAcceptable()) {
            accept();
          } else {
            echo(key);
          }
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException | java.nio.channels.ClosedSelectorException closed) {
      // The benchmark is over.
    }
  }

  private void accept() throws IOException {
    SocketChannel channel = listener.accept();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
    channel.write(ByteBuffer.wrap(PROMPT));
  }

  /** Keys are few and small, so the network always takes them whole. */
  private void echo(SelectionKey key) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    try {
      if (channel.read(buffer.clear()) < 0) {
        channel.close();
        return;
      }
      channel.write(buffer.flip());
    } catch (IOException left) {
      channel.close();
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    listener.close();
  }
}
