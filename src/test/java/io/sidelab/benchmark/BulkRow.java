package io.sidelab.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/** A long file through a terminal: how quickly, and whether every byte is the right one. */
final class BulkRow {
  /** Lines of nine bytes, all different: no two pieces can be swapped unseen. */
  private static final int FIRST = 10_000_000;

  private static final int LAST = 17_000_000;
  private static final String PREPARE = "seq " + FIRST + " " + LAST + " > /tmp/bulk\n";

  /** Starts with a byte that the echoed command does not have. */
  private static final String SHOW = "stty -onlcr; printf '\\001'; cat /tmp/bulk; stty onlcr\n";

  private static final double MEGA = 1e6;

  private final Results results;
  private final long expectedCount;
  private final long expectedSum;

  BulkRow(Results results) {
    this.results = results;
    CRC32 sum = new CRC32();
    long count = 0;
    for (int number = FIRST; number <= LAST; number++) {
      byte[] line = (number + "\n").getBytes(StandardCharsets.US_ASCII);
      sum.update(line);
      count += line.length;
    }
    expectedCount = count;
    expectedSum = sum.getValue();
  }

  void prepare(Target target, String container) throws Exception {
    Line line = target.open(container);
    line.awaitPrompt();
    line.type(PREPARE);
    line.awaitPrompt();
    line.end();
  }

  void measure(Target target, String container) throws Exception {
    Line line = target.open(container);
    line.awaitPrompt();
    Receipt receipt = new Receipt();
    line.type(SHOW);
    line.receiveUntil(() -> receipt.count >= expectedCount, receipt);
    double seconds = (System.nanoTime() - receipt.began) / 1e9;
    if (receipt.sum.getValue() != expectedSum) {
      throw new IOException(target.name() + ": bytes were lost, changed or swapped");
    }
    line.end();
    results.add("bulk output", "MB/s", target.name(), expectedCount / MEGA / seconds);
  }

  /** Counts and sums from the first byte of the file to its last. */
  private final class Receipt implements Consumer<ByteBuffer> {
    private final CRC32 sum = new CRC32();
    private long began;
    private long count;

    @Override
    public void accept(ByteBuffer bytes) {
      while (began == 0 && bytes.hasRemaining()) {
        began = bytes.get() == 1 ? System.nanoTime() : 0;
      }
      int taken = (int) Math.min(bytes.remaining(), expectedCount - count);
      bytes.limit(bytes.position() + taken);
      count += taken;
      sum.update(bytes);
    }
  }
}
