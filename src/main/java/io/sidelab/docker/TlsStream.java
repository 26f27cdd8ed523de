package io.sidelab.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.net.ssl.SSLSocket;

/** A TCP socket with TLS, for engines elsewhere. */
final class TlsStream implements RawStream {
  private final SSLSocket socket;
  private final InputStream input;
  private final OutputStream output;

  TlsStream(SSLSocket socket) throws IOException {
    this.socket = socket;
    input = socket.getInputStream();
    output = socket.getOutputStream();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return input.read(buffer, offset, Math.min(length, PIECE));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    output.write(bytes, offset, length);
    output.flush();
  }

  @Override
  public void endInput() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
