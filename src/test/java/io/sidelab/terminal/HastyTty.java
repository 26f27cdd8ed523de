package io.sidelab.terminal;

import java.io.IOException;

/** Takes only so many bytes at once; what is left has to be written by who may wait. */
final class HastyTty extends QueueTty {
  private final int atOnce;

  HastyTty(int atOnce) {
    this.atOnce = atOnce;
  }

  @Override
  public int offer(byte[] bytes, int offset, int length) throws IOException {
    int count = Math.min(length, atOnce);
    write(bytes, offset, count);
    return count;
  }
}
