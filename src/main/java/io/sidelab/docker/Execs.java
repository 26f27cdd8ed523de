package io.sidelab.docker;

import com.github.dockerjava.api.command.InspectExecResponse;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.TerminalSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/**
 * Further processes in a machine. Docker offers no way to end one, and tells its PID only as the
 * host counts. So each is started by a shell that says its PID on the first line of the output and
 * then becomes the command; ending it is a second, short process that signals its whole session.
 */
final class Execs {
  /** Says the PID, and becomes the command. */
  private static final String ANNOUNCE = "echo $$; exec \"$@\"";

  /** In the environment of every terminal's command, to know it by after this server's end. */
  private static final String MARK = "SIDELAB_TERMINAL=further";

  /** Sessions that were begun by a terminal's command. */
  private static final String FIND_SESSIONS =
      """
      exec 2>/dev/null
      sessions=
      for stat in /proc/[0-9]*/stat; do
        read -r line <"$stat" || continue
        pid=${stat#/proc/}
        pid=${pid%/stat}
        set -- ${line##*) }
        [ "$4" = "$pid" ] && grep -q MARK "/proc/$pid/environ" && sessions="$sessions $pid"
      done
      """
          .replace("MARK", MARK);

  /**
   * Hangs up on sessions as a closing terminal does, gives them five seconds to leave, then kills
   * them: what tells a guest that its client has gone needs a moment on a busy host. Reads {@code
   * /proc} itself, because small images have no {@code pkill}. The fields after a process's name in
   * brackets are state, parent, group, session.
   */
  private static final String END_SESSIONS =
      """
      send() {
        signal=$1
        found=
        for stat in /proc/[0-9]*/stat; do
          read -r line <"$stat" || continue
          set -- ${line##*) }
          case " $sessions " in *" $4 "*) ;; *) continue ;; esac
          [ "$1" = Z ] && continue
          found=yes
          pid=${stat#/proc/}
          kill "-$signal" "${pid%/stat}"
        done
      }
      exec 2>/dev/null
      send HUP
      send CONT
      tries=0
      while [ $tries -lt 50 ]; do
        tries=$((tries + 1))
        send 0
        [ "$found" ] || exit 0
        sleep 0.1 || sleep 1
      done
      send KILL
      """;

  /** The engine learns of an exit after the output's end; it was never seen to take a second. */
  private static final Duration LONGEST_EXIT = Duration.ofSeconds(2);

  /**
   * Ctrl-^, many times: the engine looks for keys to detach by and would keep Ctrl-P, its default,
   * until the next key. A sequence cannot be empty, so it begins with a key that next to nothing
   * uses.
   */
  private static final String DETACH_KEYS = "ctrl-^,ctrl-_,ctrl-^,ctrl-_,ctrl-^,ctrl-_,ctrl-^";

  private final EngineConnection connection;
  private final RawStreams streams;

  Execs(EngineConnection connection, RawStreams streams) {
    this.connection = connection;
    this.streams = streams;
  }

  /**
   * What to start.
   *
   * @param input whether it reads input from us
   */
  record Request(
      String machine,
      List<String> line,
      Map<String, String> environment,
      boolean tty,
      boolean input) {
    /** The same, saying its PID on the first line of its output; needs {@code sh} in the image. */
    Request announced() {
      List<String> announcing = new ArrayList<>(List.of("sh", "-c", ANNOUNCE, "sh"));
      announcing.addAll(line);
      return new Request(machine, announcing, environment, tty, input);
    }
  }

  /** Makes it without starting it; there is nothing to remove when it is never started. */
  String create(Request request) throws EngineFailure {
    return connection.call(
        "make a process in " + request.machine(),
        session -> {
          Map<String, Object> body =
              Map.of(
                  "AttachStdin", request.input(),
                  "AttachStdout", true,
                  "AttachStderr", true,
                  "Tty", request.tty(),
                  "DetachKeys", request.tty() ? DETACH_KEYS : "",
                  "Env", environment(request),
                  "Cmd", request.line());
          return session
              .post("/containers/" + request.machine() + "/exec", body)
              .path("Id")
              .asText();
        });
  }

  private static List<String> environment(Request request) {
    List<String> all = new ArrayList<>(environment(request.environment()));
    if (request.tty()) {
      all.add(MARK);
    }
    return all;
  }

  static List<String> environment(Map<String, String> environment) {
    return environment.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  /** Starts it; its output, and its input if it has any, are the stream. */
  RawStream start(String id, boolean tty) throws EngineFailure {
    return streams.open(
        "start a process", "/exec/" + id + "/start", "{\"Detach\":false,\"Tty\":" + tty + "}");
  }

  void resize(String id, TerminalSize size) throws EngineFailure {
    String call = "/exec/" + id + "/resize?h=" + size.rows() + "&w=" + size.columns();
    connection.run("resize a terminal", session -> session.post(call, Map.of()));
  }

  /** After the end of its output. */
  OptionalInt exitCode(String id) throws EngineFailure {
    long end = System.nanoTime() + LONGEST_EXIT.toNanos();
    while (true) {
      InspectExecResponse answer = inspect(id);
      if (!Boolean.TRUE.equals(answer.isRunning()) && answer.getExitCodeLong() != null) {
        return OptionalInt.of(answer.getExitCodeLong().intValue());
      }
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        return OptionalInt.empty();
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  private InspectExecResponse inspect(String id) throws EngineFailure {
    return connection.call(
        "inspect a process", session -> session.docker().inspectExecCmd(id).exec());
  }

  /** Starts a command nobody waits for. */
  void runAside(String machine, List<String> line) throws EngineFailure {
    connection.run(
        "start a process in " + machine,
        session -> {
          String id =
              session
                  .post("/containers/" + machine + "/exec", Map.of("Cmd", line))
                  .path("Id")
                  .asText();
          session.post("/exec/" + id + "/start", Map.of("Detach", true));
        });
  }

  /** Ends what a closed terminal or an overdue command left behind; returns before it is done. */
  void end(String machine, String id, int pid) throws EngineFailure {
    if (!runs(id)) {
      return;
    }
    try {
      runAside(machine, List.of("sh", "-c", "sessions=" + pid + "\n" + END_SESSIONS));
    } catch (EngineFailure failure) {
      // The machine may have ended meanwhile, and everything in it.
      if (runs(id)) {
        throw failure;
      }
    }
  }

  /** Ends what terminals of an earlier server left running; returns before it is done. */
  void endMarked(String machine) throws EngineFailure {
    runAside(machine, List.of("sh", "-c", FIND_SESSIONS + END_SESSIONS));
  }

  private boolean runs(String id) throws EngineFailure {
    try {
      return Boolean.TRUE.equals(inspect(id).isRunning());
    } catch (EngineFailure failure) {
      if (failure.reason() == FailureReason.GONE || failure.reason() == FailureReason.NOT_RUNNING) {
        return false;
      }
      throw failure;
    }
  }
}
