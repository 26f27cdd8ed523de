package io.sidelab.benchmark;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Nothing around the bytes: the engine's hijacked connections, and the client's own floor. */
final class RawCodec implements Codec {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  @Override
  public ByteBuffer typed(byte[] keys) {
    return ByteBuffer.wrap(keys);
  }

  @Override
  public ByteBuffer arrived(ByteBuffer bytes, Consumer<ByteBuffer> output) {
    output.accept(bytes);
    return NOTHING.duplicate();
  }
}
