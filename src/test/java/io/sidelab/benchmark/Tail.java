package io.sidelab.benchmark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Looks for a text in output, without keeping more of it than that text is long. */
final class Tail implements Consumer<ByteBuffer> {
  /** Shells ask for the cursor's place or switch modes after their prompt. */
  private static final int LONGEST_ESCAPE = 16;

  private final byte[] wanted;
  private byte[] last = new byte[0];

  Tail(String wanted) {
    this.wanted = wanted.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void accept(ByteBuffer bytes) {
    int keep = wanted.length + LONGEST_ESCAPE;
    int taken = Math.min(bytes.remaining(), keep);
    int before = Math.min(last.length, keep - taken);
    byte[] next = new byte[before + taken];
    System.arraycopy(last, last.length - before, next, 0, before);
    bytes.position(bytes.limit() - taken);
    bytes.get(next, before, taken);
    last = next;
  }

  /** Whether the output ends with it, escape sequences aside. */
  boolean matches() {
    String text =
        new String(last, StandardCharsets.ISO_8859_1).replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "");
    return text.endsWith(new String(wanted, StandardCharsets.ISO_8859_1));
  }
}
