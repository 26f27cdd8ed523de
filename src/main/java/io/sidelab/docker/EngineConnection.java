package io.sidelab.docker;

import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.transport.SSLConfig;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Calls to the engine: negotiates the version at the first one, bounds each by a timeout, turns
 * problems into failures. When the engine was away, the pooled connections are dropped and the
 * version is asked for again, because another engine may have come back.
 */
final class EngineConnection implements AutoCloseable {
  /** Oldest version with everything we use: Docker Engine 20.10. */
  private static final int OLDEST_MINOR = 41;

  /** Newest version whose calls we know; today's engines still serve it. */
  private static final int NEWEST_MINOR = 44;

  /**
   * Plain calls are short, so 64 at a time outrun any engine; streams among these are pulls, builds
   * and events. Terminals and commands use connections of their own, see {@link RawStreams}.
   */
  private static final int POOLED_CONNECTIONS = 64;

  /** An engine is on this host or near: who does not pick up within 5 seconds is not there. */
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

  private final DockerSettings settings;
  private final ScheduledThreadPoolExecutor timer;
  private final AtomicReference<Lease> current = new AtomicReference<>();

  /** What to do in one call. */
  @FunctionalInterface
  interface Work<T> {
    T run(EngineSession session) throws IOException, EngineFailure;
  }

  /** A call that returns nothing. */
  @FunctionalInterface
  interface Task {
    void run(EngineSession session) throws IOException, EngineFailure;
  }

  EngineConnection(DockerSettings settings, ScheduledThreadPoolExecutor timer) {
    this.settings = settings;
    this.timer = timer;
  }

  /**
   * @param what is tried, for the log
   */
  <T> T call(String what, Work<T> work) throws EngineFailure {
    Lease lease = enter();
    try (Deadline deadline = new Deadline(timer, settings.timeout())) {
      return guarded(what, lease, work, deadline);
    } finally {
      lease.leave();
    }
  }

  void run(String what, Task task) throws EngineFailure {
    call(what, returningNothing(task));
  }

  /**
   * A call that cleans up: made although the thread was interrupted, which it is again afterwards.
   * A server that stops interrupts its work, and what that work made must not stay behind.
   */
  void cleanUp(String what, Task task) throws EngineFailure {
    boolean interrupted = Thread.interrupted();
    try {
      run(what, task);
    } catch (EngineFailure failure) {
      if (failure.reason() != FailureReason.INTERRUPTED) {
        throw failure;
      }
      interrupted = true;
      runAgain(what, task);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The interruption came in the middle; the engine may have heard the first one all the same. */
  private void runAgain(String what, Task task) throws EngineFailure {
    Thread.interrupted();
    try {
      run(what, task);
    } catch (EngineFailure failure) {
      if (failure.reason() != FailureReason.GONE) {
        throw failure;
      }
    }
  }

  /** A call that may take as long as it likes; interrupting the thread ends it. */
  void runLong(String what, Task task) throws EngineFailure {
    Lease lease = enter();
    try {
      guarded(what, lease, returningNothing(task), null);
    } finally {
      lease.leave();
    }
  }

  private static Work<Boolean> returningNothing(Task task) {
    return session -> {
      task.run(session);
      return true;
    };
  }

  private <T> T guarded(String what, Lease lease, Work<T> work, Deadline deadline)
      throws EngineFailure {
    try {
      return work.run(lease.session());
    } catch (IOException | RuntimeException problem) {
      if (deadline != null && deadline.expired()) {
        throw Failures.timeout(what);
      }
      EngineFailure failure = Failures.of(what, problem);
      if (failure.reason() == FailureReason.ENGINE_UNREACHABLE) {
        forget(lease);
      }
      throw failure;
    }
  }

  /** The version that calls outside of the pool have to name. */
  EngineSession session() throws EngineFailure {
    Lease lease = enter();
    lease.leave();
    return lease.session();
  }

  private Lease enter() throws EngineFailure {
    if (timer.isShutdown()) {
      throw new EngineFailure(
          FailureReason.INTERRUPTED, "The server is stopping.", "the adapter is closed");
    }
    while (true) {
      Lease lease = current.get();
      if (lease == null) {
        lease = new Lease(open());
        if (!current.compareAndSet(null, lease)) {
          lease.retire();
          continue;
        }
      }
      if (lease.enter()) {
        return lease;
      }
    }
  }

  /** Drops the pooled connections to an engine that went away. */
  private void forget(Lease gone) {
    if (current.compareAndSet(gone, null)) {
      gone.retire();
    }
  }

  private EngineSession open() throws EngineFailure {
    DockerHttpClient plain = client(settings.timeout());
    try (Deadline deadline = new Deadline(timer, settings.timeout())) {
      try {
        return EngineSession.of(negotiate(plain), settings, plain, client(Duration.ZERO));
      } catch (IOException | RuntimeException problem) {
        plain.close();
        throw deadline.expired()
            ? Failures.timeout("ask the engine for its version")
            : Failures.of("ask the engine for its version", problem);
      } catch (EngineFailure failure) {
        plain.close();
        throw failure;
      }
    } catch (IOException problem) {
      throw Failures.of("close a connection", problem);
    }
  }

  private static String negotiate(DockerHttpClient client) throws IOException, EngineFailure {
    Request ping = Request.builder().method(Request.Method.GET).path("/_ping").build();
    try (Response response = client.execute(ping)) {
      response.getBody().readNBytes(1024);
      String offered = String.valueOf(response.getHeader("Api-Version"));
      if (!offered.matches("1\\.\\d{1,4}")) {
        throw Failures.of(
            FailureReason.REFUSED, "no Docker Engine: it offers API version " + offered);
      }
      int minor = Integer.parseInt(offered.substring(2));
      if (minor < OLDEST_MINOR) {
        throw Failures.of(
            FailureReason.REFUSED,
            "the engine offers API " + offered + "; Docker Engine 20.10 or newer is needed");
      }
      return "1." + Math.min(minor, NEWEST_MINOR);
    }
  }

  private DockerHttpClient client(Duration responseTimeout) {
    Duration connect =
        settings.timeout().compareTo(LONGEST_CONNECT) < 0 ? settings.timeout() : LONGEST_CONNECT;
    return new ApacheDockerHttpClient.Builder()
        .dockerHost(settings.host())
        .sslConfig(tls())
        .maxConnections(POOLED_CONNECTIONS)
        .connectionTimeout(connect)
        .responseTimeout(responseTimeout)
        .build();
  }

  private SSLConfig tls() {
    return settings.tlsFolder().map(f -> new LocalDirectorySSLConfig(f.toString())).orElse(null);
  }

  /** What is under way ends by itself: its connections are closed under it. */
  @Override
  public void close() {
    Lease lease = current.getAndSet(null);
    if (lease != null) {
      lease.retire();
      lease.session().close();
    }
  }
}
