package io.sidelab.recording;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns a stream of bytes into text, wherever it was cut: an unfinished character waits for its
 * rest. What is not UTF-8 becomes U+FFFD. Not safe for threads.
 */
final class Utf8Text {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  private ByteBuffer unfinished = ByteBuffer.allocate(0);

  /** The whole characters there are now. */
  String decode(byte[] bytes) {
    ByteBuffer all =
        ByteBuffer.allocate(unfinished.remaining() + bytes.length)
            .put(unfinished)
            .put(bytes)
            .flip();
    CharBuffer text = CharBuffer.allocate(all.remaining()); // A byte gives one char at most.
    decoder.decode(all, text, false);
    unfinished = ByteBuffer.allocate(all.remaining()).put(all).flip();
    return text.flip().toString();
  }
}
