package io.sidelab.terminal;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Tty;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * What viewers are told when output ends.
 *
 * @param lost whether the engine is gone rather than the program
 */
record TtyEnd(boolean lost, Consumer<Screen> call) {
  /** Exit codes from here on are 128 and the number of the signal that ended the program. */
  private static final int SIGNAL_BASE = 128;

  private static final int KILL = 9;

  /** Asks the engine; may block. */
  static TtyEnd of(Tty tty) {
    try {
      OptionalInt code = tty.exitCode();
      return exit(code, sentence(code));
    } catch (EngineFailure failure) {
      if (failure.reason() == FailureReason.ENGINE_UNREACHABLE
          || failure.reason() == FailureReason.ENGINE_TIMEOUT) {
        return interruption(CloseReason.ENGINE_LOST, failure.learnerText());
      }
      return exit(OptionalInt.empty(), failure.learnerText());
    }
  }

  static TtyEnd interruption(CloseReason reason, String message) {
    return new TtyEnd(true, screen -> screen.interrupted(reason, message));
  }

  private static TtyEnd exit(OptionalInt code, String message) {
    return new TtyEnd(false, screen -> screen.exited(code, message));
  }

  private static String sentence(OptionalInt code) {
    if (code.isEmpty()) {
      return "The shell ended.";
    }
    int value = code.getAsInt();
    if (value == 0) {
      return "The shell ended normally (exit code 0).";
    }
    if (value == SIGNAL_BASE + KILL) {
      return "The shell was killed (exit code 137), by hand or because memory ran out.";
    }
    if (value > SIGNAL_BASE && value < SIGNAL_BASE + 65) {
      // Also what a shell passes on that is left after such a command, as after Ctrl-C.
      return "The shell ended with exit code %d, as after signal %d."
          .formatted(value, value - SIGNAL_BASE);
    }
    return "The shell ended with exit code %d.".formatted(value);
  }
}
