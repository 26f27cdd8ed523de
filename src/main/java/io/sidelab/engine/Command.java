package io.sidelab.engine;

import java.time.Duration;
import java.util.List;

/**
 * A command to run in a machine.
 *
 * @param line program and arguments; no shell is added
 * @param input given to it on standard input, possibly empty
 * @param timeout after which its process is killed
 * @param outputLimit bytes of output kept from the start of each stream; the rest is read and
 *     dropped
 */
public record Command(List<String> line, byte[] input, Duration timeout, int outputLimit) {
  public Command(List<String> line, Duration timeout) {
    this(line, new byte[0], timeout, 64 * 1024);
  }
}
