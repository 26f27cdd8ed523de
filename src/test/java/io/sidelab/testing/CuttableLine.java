package io.sidelab.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP line to the engine's Unix socket that can be cut, as when the engine goes down. */
public final class CuttableLine implements AutoCloseable {
  private final String socket;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
  private final int port;
  private volatile ServerSocketChannel server;
  private volatile String lastStraw = "";

  /** Listens on the loopback. */
  public CuttableLine(String socket) throws IOException {
    this.socket = socket;
    server = listen(0);
    port = ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  public URI address() {
    return URI.create("tcp://127.0.0.1:" + port);
  }

  private ServerSocketChannel listen(int wanted) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
    start(() -> accept(channel));
    return channel;
  }

  private void accept(ServerSocketChannel channel) {
    try {
      while (true) {
        SocketChannel client = channel.accept();
        SocketChannel engine = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        open.add(client);
        open.add(engine);
        if (!channel.isOpen()) { // It was cut meanwhile.
          shut(client);
          shut(engine);
        }
        start(() -> copy(client, engine));
        start(() -> copy(engine, client));
      }
    } catch (IOException cut) {
      // The line is cut or closed, which ends this thread.
      return;
    }
  }

  private void copy(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(32 * 1024);
    try {
      while (from.read(buffer.clear()) >= 0) {
        buffer.flip();
        if (isLastStraw(buffer)) {
          cut();
          return;
        }
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
      }
      to.shutdownOutput();
    } catch (IOException cut) {
      shut(from);
      shut(to);
    }
  }

  private boolean isLastStraw(ByteBuffer buffer) {
    return !lastStraw.isEmpty()
        && StandardCharsets.ISO_8859_1.decode(buffer.duplicate()).toString().contains(lastStraw);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "test-cuttable-line");
    thread.setDaemon(true);
    thread.start();
  }

  private static void shut(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** Breaks every connection and takes no new ones. */
  public void cut() throws IOException {
    server.close();
    open.forEach(CuttableLine::shut);
    open.clear();
  }

  /** Cuts the line instead of passing on what contains the text. */
  public void cutInsteadOf(String text) {
    lastStraw = text;
  }

  /** Takes connections again, at the same address. */
  public void mend() throws IOException {
    server = listen(port);
  }

  /** Whether it takes connections. */
  public boolean whole() {
    return server.isOpen();
  }

  @Override
  public void close() throws IOException {
    cut();
  }
}
