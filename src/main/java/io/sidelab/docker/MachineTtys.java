package io.sidelab.docker;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.TerminalSize;
import io.sidelab.engine.Tty;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the TTYs of machines. */
final class MachineTtys {
  private static final Logger LOG = LoggerFactory.getLogger(MachineTtys.class);

  /** A shell says its PID within milliseconds, on a crowded host within seconds. */
  private static final Duration LONGEST_START = Duration.ofSeconds(20);

  /** The engine learns of an exit after the output's end; it was never seen to take a second. */
  private static final Duration LONGEST_EXIT = Duration.ofSeconds(2);

  /**
   * Bytes that no UTF-8 text has: the engine looks for keys to detach by and would keep Ctrl-P, its
   * default, until the next key. A sequence cannot be empty.
   */
  private static final String DETACH_KEYS = "%FF,%FE,%FF,%FE,%FF,%FE,%FF,%FE";

  private final EngineConnection connection;
  private final RawStreams streams;
  private final Execs execs;
  private final ScheduledExecutorService timer;
  private final Executor closer;

  /**
   * @param closer ends the commands of closed terminals
   */
  MachineTtys(
      EngineConnection connection,
      RawStreams streams,
      Execs execs,
      ScheduledExecutorService timer,
      Executor closer) {
    this.connection = connection;
    this.streams = streams;
    this.execs = execs;
    this.timer = timer;
    this.closer = closer;
  }

  Tty attach(String machine, boolean replay) throws EngineFailure {
    String call =
        "/containers/"
            + machine
            + "/attach?stream=1&stdin=1&stdout=1&stderr=1"
            + (replay ? "&logs=1" : "")
            + "&detachKeys="
            + DETACH_KEYS;
    RawStream stream = streams.open("attach to " + machine, call, "");
    return new RawTty(stream, new FirstProcess(machine));
  }

  Tty open(String machine, List<String> line, Map<String, String> environment)
      throws EngineFailure {
    Execs.Request request = new Execs.Request(machine, line, environment, true, true);
    String id = execs.create(request.announced());
    RawStream stream = execs.start(id, true);
    OptionalInt pid = announcement(machine, stream);
    if (pid.isEmpty()) {
      closeQuietly(stream);
      id = execs.create(request);
      stream = execs.start(id, true);
    }
    return new RawTty(stream, new FurtherProcess(machine, id, pid));
  }

  void hangUp(String machine) throws EngineFailure {
    execs.endMarked(machine);
  }

  /** Right after a start, when nobody is attached to hear of a failure. */
  void firstSize(String machine, TerminalSize size) {
    try {
      new FirstProcess(machine).resize(size);
    } catch (EngineFailure failure) {
      // It may have ended already, as short commands do; its reader will see that.
      LOG.debug("no size for a new terminal of {}", machine, failure);
    }
  }

  private OptionalInt announcement(String machine, RawStream stream) throws EngineFailure {
    String what = "start a terminal in " + machine;
    try (Deadline deadline = new Deadline(timer, LONGEST_START)) {
      try {
        return Announcement.read(stream::read);
      } catch (IOException problem) {
        closeQuietly(stream);
        throw deadline.expired() ? Failures.timeout(what) : Failures.of(what, problem);
      }
    }
  }

  private static void closeQuietly(RawStream stream) {
    try {
      stream.close();
    } catch (IOException ignored) {
      // Nothing was asked of it.
    }
  }

  /** PID 1: goes on when let go of. */
  private final class FirstProcess implements RawTty.Side {
    private final String machine;
    private volatile Optional<Boolean> virtual = Optional.empty();

    FirstProcess(String machine) {
      this.machine = machine;
    }

    private boolean virtual() throws EngineFailure {
      if (virtual.isEmpty()) {
        virtual =
            Optional.of(
                connection.call(
                    "inspect " + machine,
                    session ->
                        MachineLabels.virtual(
                            session.docker().inspectContainerCmd(machine).exec())));
      }
      return virtual.orElseThrow();
    }

    @Override
    public void resize(TerminalSize size) throws EngineFailure {
      if (virtual()) {
        // The TTY that programs see is in the guest; the machine contract has a program for it.
        String columns = Integer.toString(size.columns());
        execs.runAside(machine, List.of("/vm/resize", columns, Integer.toString(size.rows())));
        return;
      }
      connection.run(
          "resize " + machine,
          session ->
              session
                  .docker()
                  .resizeContainerCmd(machine)
                  .withSize(size.rows(), size.columns())
                  .exec());
    }

    @Override
    public OptionalInt exitCode() throws EngineFailure {
      long end = System.nanoTime() + LONGEST_EXIT.toNanos();
      while (true) {
        ContainerState state =
            connection.call(
                "inspect " + machine,
                session -> session.docker().inspectContainerCmd(machine).exec().getState());
        if (!Boolean.TRUE.equals(state.getRunning())) {
          return OptionalInt.of(state.getExitCodeLong().intValue());
        }
        if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
          return OptionalInt.empty();
        }
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
    }

    @Override
    public void released() {
      // The learner's first shell survives every viewer, and a restart of this server.
    }
  }

  /** An exec: ends when let go of. */
  private final class FurtherProcess implements RawTty.Side {
    private final String machine;
    private final String id;
    private final OptionalInt pid;
    private volatile boolean ended;

    FurtherProcess(String machine, String id, OptionalInt pid) {
      this.machine = machine;
      this.id = id;
      this.pid = pid;
    }

    @Override
    public void resize(TerminalSize size) throws EngineFailure {
      execs.resize(id, size);
    }

    @Override
    public OptionalInt exitCode() throws EngineFailure {
      OptionalInt code = execs.exitCode(id);
      ended = code.isPresent();
      return code;
    }

    @Override
    public void released() {
      if (!ended) {
        pid.ifPresent(known -> closer.execute(() -> end(known)));
      }
    }

    private void end(int known) {
      try {
        execs.end(machine, id, known);
      } catch (EngineFailure failure) {
        LOG.warn("a closed terminal's process goes on in {}: {}", machine, failure.getMessage());
      }
    }
  }
}
