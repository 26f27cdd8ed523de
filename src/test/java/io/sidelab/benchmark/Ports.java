package io.sidelab.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for programs that listen. */
final class Ports {
  private static final int POLL_MILLIS = 20;

  private Ports() {}

  static void awaitListener(int port, Process process, Duration patience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!listens(port)) {
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException("it ended at once, with code " + process.exitValue());
      }
      if (System.nanoTime() > end) {
        throw new IOException("nothing listens on port " + port + " after " + patience);
      }
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), POLL_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
