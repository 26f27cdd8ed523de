package io.sidelab.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The client's half of RFC 6455, as far as terminals need it. Output is passed on as it arrives,
 * without waiting for the end of its frame; texts and control frames are short and kept whole.
 */
final class WebSocketCodec implements Codec {
  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  /** What differs between servers. */
  interface Dialect {
    /** Bytes before the keys in a message that types. */
    byte[] inputPrefix();

    /** Bytes to leave out at the start of each binary message. */
    int outputPrefix();

    /** A text to answer when so many bytes have been shown since the last answer, or null. */
    String acknowledgement(long shown);

    /** A text came. */
    void text(String message) throws IOException;
  }

  private final Dialect dialect;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final byte[] header = new byte[10];
  private int headerLength;
  private int opcode;
  private int message;
  private long left;
  private int skip;
  private long shown;

  WebSocketCodec(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public ByteBuffer typed(byte[] keys) {
    byte[] prefix = dialect.inputPrefix();
    byte[] payload = new byte[prefix.length + keys.length];
    System.arraycopy(prefix, 0, payload, 0, prefix.length);
    System.arraycopy(keys, 0, payload, prefix.length, keys.length);
    return frame(BINARY, payload);
  }

  static ByteBuffer text(String message) {
    return frame(TEXT, message.getBytes(StandardCharsets.UTF_8));
  }

  /** Masked with zeros, as the standard allows: the mask is there for proxies, not for servers. */
  private static ByteBuffer frame(int opcode, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
    frame.put((byte) (0x80 | opcode));
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length < 1 << 16) {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    return frame.putInt(0).put(payload).flip();
  }

  @Override
  public ByteBuffer arrived(ByteBuffer bytes, Consumer<ByteBuffer> output) throws IOException {
    ByteArrayOutputStream answers = new ByteArrayOutputStream(0);
    while (bytes.hasRemaining()) {
      if (left > 0 || beginFrame(bytes)) {
        takePayload(bytes, output, answers);
      }
    }
    String acknowledgement = dialect.acknowledgement(shown);
    if (acknowledgement != null) {
      shown = 0;
      answer(answers, text(acknowledgement));
    }
    return ByteBuffer.wrap(answers.toByteArray());
  }

  /** Returns whether the frame has begun, and has a payload still to come or none at all. */
  private boolean beginFrame(ByteBuffer bytes) {
    header[headerLength++] = bytes.get();
    if (headerLength < 2 || headerLength < 2 + lengthBytes()) {
      return false;
    }
    left = header[1] & 0x7f;
    if (left >= 126) {
      left = 0;
      for (int at = 2; at < headerLength; at++) {
        left = left << 8 | header[at] & 0xff;
      }
    }
    headerLength = 0;
    opcode = header[0] & 0x0f;
    if (opcode == BINARY || opcode == TEXT) {
      message = opcode;
      skip = opcode == BINARY ? dialect.outputPrefix() : 0;
    }
    kept.reset();
    return true;
  }

  private int lengthBytes() {
    int length = header[1] & 0x7f;
    return length == 126 ? 2 : length == 127 ? 8 : 0;
  }

  private void takePayload(ByteBuffer bytes, Consumer<ByteBuffer> output, ByteArrayOutputStream out)
      throws IOException {
    int count = (int) Math.min(left, bytes.remaining());
    ByteBuffer piece = bytes.slice(bytes.position(), count);
    bytes.position(bytes.position() + count);
    left -= count;
    if (opcode == BINARY || (opcode == CONTINUATION && message == BINARY)) {
      int skipped = Math.min(skip, count);
      skip -= skipped;
      piece.position(skipped);
      shown += piece.remaining();
      output.accept(piece);
      return;
    }
    byte[] copy = new byte[count];
    piece.get(copy);
    kept.writeBytes(copy);
    if (left == 0) {
      whole(kept.toByteArray(), out);
    }
  }

  private void whole(byte[] payload, ByteArrayOutputStream answers) throws IOException {
    switch (opcode) {
      case PING -> answer(answers, frame(PONG, payload));
      case CLOSE -> throw new IOException("the server closed the terminal");
      case TEXT -> dialect.text(new String(payload, StandardCharsets.UTF_8));
      default -> {
        // A pong nobody asked for, or the rest of a text: neither server sends one.
      }
    }
  }

  private static void answer(ByteArrayOutputStream answers, ByteBuffer frame) {
    answers.write(frame.array(), frame.arrayOffset() + frame.position(), frame.remaining());
  }
}
