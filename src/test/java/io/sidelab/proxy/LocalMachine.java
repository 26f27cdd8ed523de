package io.sidelab.proxy;

import io.sidelab.engine.RunningCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A machine whose one port is a socket of this host, and whose server a test plays by hand. */
final class LocalMachine implements AutoCloseable {
  final AtomicInteger open = new AtomicInteger();
  private final ServerSocket server;
  private final LinkedBlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private volatile int refusal;

  LocalMachine() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread taking = new Thread(this::take, "local-machine");
    taking.setDaemon(true);
    taking.start();
  }

  private void take() {
    try {
      while (true) {
        calls.add(new Call(server.accept()));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  /** Nothing listens from now on. */
  void stopListening() {
    refusal = Connector.REFUSED;
  }

  /** Its guest agent answers nobody from now on. */
  void fallSilent() {
    refusal = 125;
  }

  /** The next connection. */
  Call next() throws Exception {
    Call call = calls.poll(10, TimeUnit.SECONDS);
    if (call == null) {
      throw new AssertionError("nothing connected to the machine");
    }
    return call;
  }

  /** Connections that no test has taken. */
  int waiting() {
    return calls.size();
  }

  RunningCommand connect() {
    if (refusal != 0) {
      return new Refused(refusal);
    }
    try {
      open.incrementAndGet();
      return new Line(new Socket(server.getInetAddress(), server.getLocalPort()));
    } catch (IOException problem) {
      throw new IllegalStateException(problem);
    }
  }

  /** The machine's side of a connection. */
  record Call(Socket socket) implements AutoCloseable {
    /** The request's head, as the machine got it. */
    String head() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          throw new AssertionError("the request ended early: " + head);
        }
        head.append((char) next);
      }
      return head.toString();
    }

    String read(int bytes) throws IOException {
      return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }

    /** Whatever else comes, to the end. */
    String rest() throws IOException {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    Call say(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return this;
    }

    void hangUp() throws IOException {
      socket.close();
    }

    @Override
    public void close() throws IOException {
      hangUp();
    }
  }

  private final class Line implements RunningCommand {
    private final Socket socket;
    private final InputStream from;
    private final OutputStream to;
    private boolean closed;

    Line(Socket socket) throws IOException {
      this.socket = socket;
      from = socket.getInputStream();
      to = socket.getOutputStream();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return from.read(buffer, offset, length);
      } catch (IOException problem) {
        if (socket.isClosed()) {
          return -1;
        }
        throw problem;
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      to.write(bytes, offset, length);
    }

    @Override
    public OptionalInt exitCode() {
      return OptionalInt.of(0);
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        open.decrementAndGet();
        try {
          socket.close();
        } catch (IOException ignored) {
          // Closed all the same.
        }
      }
    }
  }

  /** As nc ends when nothing listens, or its way into the machine when there is none. */
  private record Refused(int code) implements RunningCommand {
    @Override
    public int read(byte[] buffer, int offset, int length) {
      return -1;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      throw new IOException("broken pipe");
    }

    @Override
    public OptionalInt exitCode() {
      return OptionalInt.of(code);
    }

    @Override
    public void close() {}
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
