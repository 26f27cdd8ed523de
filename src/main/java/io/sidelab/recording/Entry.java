package io.sidelab.recording;

import io.sidelab.engine.TerminalSize;
import java.time.Instant;

/** Something that happened to a terminal, on its way into the file. */
record Entry(CastFile file, Instant at, Event event) {
  /** What a place in the queue takes beside the bytes of output. */
  private static final int OVERHEAD = 100;

  sealed interface Event {}

  record Output(byte[] bytes) implements Event {}

  record Resize(TerminalSize size) implements Event {}

  record Mark(String label) implements Event {}

  /** Output that follows begins with what was there before, as far as the engine kept it. */
  record Replay() implements Event {}

  /** Nothing more is recorded, for this reason. */
  record End(String reason) implements Event {}

  int weight() {
    return OVERHEAD + (event instanceof Output output ? output.bytes().length : 0);
  }
}
