package io.sidelab.workspace;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Cuts a range of addresses into networks of 16, one after the other and round again. Which of them
 * are in use only the engine knows, so whoever asks tries the next one when it refuses.
 */
final class Subnets {
  private static final int PREFIX = 28;
  private static final int SIZE = 1 << (32 - PREFIX);

  private final int first;
  private final int count;
  private final AtomicInteger next;

  /**
   * @param range IPv4 in CIDR form
   * @param start index of the first subnet given out
   * @throws IllegalArgumentException with a sentence when the range is none
   */
  Subnets(String range, int start) {
    String[] parts = range.split("/");
    if (parts.length != 2) {
      throw new IllegalArgumentException(range + " is no range such as 10.213.0.0/16");
    }
    int prefix = number(range, parts[1], 8, PREFIX);
    this.count = 1 << (PREFIX - prefix);
    this.first = address(range, parts[0]) & (-1 << (32 - prefix));
    this.next = new AtomicInteger(Math.floorMod(start, count));
  }

  int count() {
    return count;
  }

  String next() {
    int index = next.getAndUpdate(value -> (value + 1) % count);
    int address = first + index * SIZE;
    return (address >>> 24)
        + "."
        + (address >>> 16 & 0xff)
        + "."
        + (address >>> 8 & 0xff)
        + "."
        + (address & 0xff)
        + "/"
        + PREFIX;
  }

  private static int address(String range, String text) {
    String[] bytes = text.split("\\.");
    if (bytes.length != 4) {
      throw new IllegalArgumentException(range + " does not begin with an IPv4 address");
    }
    int address = 0;
    for (String one : bytes) {
      address = address << 8 | number(range, one, 0, 255);
    }
    return address;
  }

  private static int number(String range, String text, int least, int most) {
    if (text.matches("\\d{1,3}")) {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        range + ": " + text + " is not between " + least + " and " + most);
  }
}
