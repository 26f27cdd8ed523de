package io.sidelab.docker;

import io.sidelab.engine.Command;
import io.sidelab.engine.CommandResult;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** Runs commands without a TTY to their end. */
final class Commands {
  private final Execs execs;
  private final ScheduledExecutorService timer;
  private final Executor writers;

  /**
   * @param writers for input, so that a command that writes while it reads does not stand still
   */
  Commands(Execs execs, ScheduledExecutorService timer, Executor writers) {
    this.execs = execs;
    this.timer = timer;
    this.writers = writers;
  }

  CommandResult run(String machine, Command command) throws EngineFailure {
    boolean input = command.input().length > 0;
    Execs.Request request = new Execs.Request(machine, command.line(), Map.of(), false, input);
    Demultiplexer streams = new Demultiplexer(command.outputLimit(), true);
    String id = execs.create(request.announced());
    drain(machine, id, command, streams);
    if (streams.silent()) {
      // No shell in the image: nothing has run yet, and an overdue command cannot be ended.
      streams = new Demultiplexer(command.outputLimit(), false);
      id = execs.create(request);
      drain(machine, id, command, streams);
    }
    int exitCode = execs.exitCode(id).orElseThrow(() -> unfinished(machine));
    return new CommandResult(exitCode, streams.output(), streams.errors(), streams.truncated());
  }

  private void drain(String machine, String id, Command command, Demultiplexer streams)
      throws EngineFailure {
    String what = "run " + command.line().get(0) + " in " + machine;
    try (Deadline deadline = new Deadline(timer, command.timeout())) {
      try (RawStream stream = execs.start(id, false)) {
        if (command.input().length > 0) {
          writers.execute(() -> write(stream, command.input()));
        }
        streams.drain(stream::read);
        return;
      } catch (IOException problem) {
        if (!deadline.expired()) {
          throw Failures.of(what, problem);
        }
      } catch (EngineFailure failure) {
        if (!deadline.expired()) {
          throw failure;
        }
      }
    }
    if (streams.pid().isPresent()) {
      execs.end(machine, id, streams.pid().getAsInt());
    }
    throw Failures.of(
        FailureReason.COMMAND_TIMEOUT, what + ": not done within " + command.timeout());
  }

  private static void write(RawStream stream, byte[] input) {
    try {
      stream.write(input, 0, input.length);
      stream.endInput();
    } catch (IOException ignored) {
      // The command ended without reading all of its input, as commands may.
    }
  }

  private static EngineFailure unfinished(String machine) {
    return Failures.of(
        FailureReason.ENGINE_ERROR, "a command in " + machine + " ended without an exit code");
  }
}
