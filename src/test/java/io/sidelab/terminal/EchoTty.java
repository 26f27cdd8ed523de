package io.sidelab.terminal;

import java.io.IOException;
import java.util.Arrays;

/** Prints what is typed. */
public final class EchoTty extends QueueTty {
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    super.write(bytes, offset, length);
    print(Arrays.copyOfRange(bytes, offset, offset + length));
  }
}
