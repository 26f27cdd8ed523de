package io.sidelab.docker;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.RunningCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins commands whose input and output somebody holds. */
final class HeldCommands {
  private static final Logger LOG = LoggerFactory.getLogger(HeldCommands.class);

  /** A shell says its PID within milliseconds, on a crowded host within seconds. */
  private static final Duration LONGEST_START = Duration.ofSeconds(20);

  private final Execs execs;
  private final ScheduledExecutorService timer;
  private final Executor closer;

  /**
   * @param closer ends the processes of commands that were closed before their end
   */
  HeldCommands(Execs execs, ScheduledExecutorService timer, Executor closer) {
    this.execs = execs;
    this.timer = timer;
    this.closer = closer;
  }

  RunningCommand begin(String machine, List<String> line) throws EngineFailure {
    Execs.Request request = new Execs.Request(machine, line, Map.of(), false, true);
    String id = execs.create(request.announced());
    RawStream stream = execs.start(id, false);
    String what = "begin " + line.get(0) + " in " + machine;
    Held held = new Held(machine, id, stream);
    try (Deadline deadline = new Deadline(timer, LONGEST_START)) {
      try {
        held.hearPid();
        return held;
      } catch (IOException problem) {
        held.close();
        throw deadline.expired() ? Failures.timeout(what) : Failures.of(what, problem);
      } catch (EngineFailure failure) {
        held.close();
        throw failure;
      }
    }
  }

  /** One of them. */
  private final class Held implements RunningCommand {
    private final String machine;
    private final String id;
    private final RawStream stream;
    private final Frames frames;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean ended;
    private volatile OptionalInt pid = OptionalInt.empty();

    Held(String machine, String id, RawStream stream) {
      this.machine = machine;
      this.id = id;
      this.stream = stream;
      this.frames = new Frames(stream::read);
    }

    void hearPid() throws IOException, EngineFailure {
      pid = Announcement.read(this::read);
      if (pid.isEmpty()) {
        throw Failures.of(
            FailureReason.ENGINE_ERROR, "the shell in " + machine + " did not begin a command");
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        int count = frames.read(buffer, offset, length);
        while (count >= 0 && frames.ofErrors()) {
          count = frames.read(buffer, offset, length);
        }
        ended |= count < 0;
        return count;
      } catch (IOException problem) {
        if (closed.get()) {
          return -1;
        }
        throw problem;
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stream.write(bytes, offset, length);
    }

    @Override
    public OptionalInt exitCode() throws EngineFailure {
      return execs.exitCode(id);
    }

    @Override
    public void close() {
      if (!closed.compareAndSet(false, true)) {
        return;
      }
      try {
        stream.close();
      } catch (IOException ignored) {
        // The socket is let go of even when its last flush fails, and nobody waits for its bytes.
      }
      if (!ended && pid.isPresent()) {
        closer.execute(this::end);
      }
    }

    private void end() {
      try {
        execs.end(machine, id, pid.getAsInt());
      } catch (EngineFailure failure) {
        LOG.warn("a closed command goes on in {}: {}", machine, failure.getMessage());
      }
    }
  }
}
