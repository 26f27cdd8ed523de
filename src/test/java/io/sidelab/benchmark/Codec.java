package io.sidelab.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** A terminal's bytes as they travel over one connection. Used by one thread at a time. */
interface Codec {
  /** What to send so that these keys are typed. */
  ByteBuffer typed(byte[] keys);

  /**
   * Takes what arrived, to its last byte.
   *
   * @param output gets the terminal's output; the buffer is good only until it returns
   * @return what has to be sent in answer, such as acknowledgements; may be empty
   * @throws IOException when the other side ended the terminal or broke its protocol
   */
  ByteBuffer arrived(ByteBuffer bytes, Consumer<ByteBuffer> output) throws IOException;
}
