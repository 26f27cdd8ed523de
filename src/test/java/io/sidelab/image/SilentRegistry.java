package io.sidelab.image;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A registry that takes connections and never says a word. */
final class SilentRegistry implements AutoCloseable {
  private final ServerSocket server;

  SilentRegistry() throws IOException {
    // The kernel takes up to 50 connections by itself; nobody ever accepts them.
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
