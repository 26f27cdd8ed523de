package io.sidelab.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The other end of a terminal's socket, byte by byte: says what no browser would say. */
final class RawPeer implements AutoCloseable {
  static final int TEXT = 1;
  static final int BINARY = 2;

  private static final int PATIENCE_MILLIS = 20_000;
  private static final byte[] MASK = {0x11, 0x22, 0x33, 0x44};

  private final Socket socket;
  private final DataInputStream in;

  private RawPeer(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  /**
   * Shakes hands.
   *
   * @param query of the address, without the question mark
   * @throws IOException when it is refused
   */
  static RawPeer upgraded(int port, String terminal, String query) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    RawPeer peer = new RawPeer(socket);
    String request =
        "GET /ws/terminals/%s?%s HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    peer.send(request.formatted(terminal, query).getBytes(StandardCharsets.US_ASCII));
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) peer.in.readUnsignedByte());
    }
    if (!head.toString().startsWith("HTTP/1.1 101")) {
      socket.close();
      throw new IOException("refused: " + head);
    }
    return peer;
  }

  void send(byte[] wire) throws IOException {
    socket.getOutputStream().write(wire);
  }

  /**
   * A frame as it should be but for what the arguments make of it.
   *
   * @param first the first byte: end of message, reserved bits, kind
   * @param length as the frame says, whatever the payload has
   */
  static byte[] frame(int first, long length, boolean masked, byte[] payload) {
    ByteBuffer wire = ByteBuffer.allocate(payload.length + 14).put((byte) first);
    int mask = masked ? 0x80 : 0;
    if (length >= 0 && length < 126) {
      wire.put((byte) (mask | (int) length));
    } else if (length >= 0 && length < 65_536) {
      wire.put((byte) (mask | 126)).putShort((short) length);
    } else {
      wire.put((byte) (mask | 127)).putLong(length);
    }
    if (masked) {
      wire.put(MASK);
    }
    for (int i = 0; i < payload.length; i++) {
      wire.put((byte) (masked ? payload[i] ^ MASK[i % MASK.length] : payload[i]));
    }
    byte[] exact = new byte[wire.position()];
    wire.flip().get(exact);
    return exact;
  }

  void send(int kind, byte[] payload) throws IOException {
    send(frame(0x80 | kind, payload.length, true, payload));
  }

  /** So many bytes of output, in time; whatever else comes is passed over. */
  byte[] output(int count) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (output.size() < count) {
      if (System.nanoTime() > end) {
        throw new IOException("only " + output.size() + " of " + count + " bytes of output came");
      }
      int kind = in.readUnsignedByte() & 0x0f;
      int length = in.readUnsignedByte();
      length =
          length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
      byte[] payload = in.readNBytes(length);
      if (kind == BINARY || kind == 0) {
        output.writeBytes(payload);
      }
    }
    return output.toByteArray();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
