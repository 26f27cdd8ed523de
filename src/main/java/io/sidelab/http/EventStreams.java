package io.sidelab.http;

import io.javalin.http.Context;
import io.sidelab.engine.Subscription;
import io.sidelab.workspace.WorkspaceFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * All event streams: how many there may be, their heartbeat and their end. They use the server's
 * own threads and timer.
 */
final class EventStreams {
  private final EventSettings settings;
  private final Json json;
  private final Executor threads;
  private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> held = new HashMap<>();
  private volatile boolean stopped;

  EventStreams(EventSettings settings, Json json, Executor threads) {
    this.settings = settings;
    this.json = json;
    this.threads = threads;
  }

  /** Connects a stream to what it shows. */
  @FunctionalInterface
  interface Feed {
    /** Offers what there is now; what it returns is closed when the stream has ended. */
    Subscription connect(EventStream stream) throws WorkspaceFailure;
  }

  /** Begins the heartbeat, on the timer of a server that has been started. */
  void start(Scheduler timer) {
    timer.schedule(() -> beat(timer), settings.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends all streams, so that the server can stop. */
  void stop() {
    stopped = true;
    open.forEach(EventStream::abandon);
  }

  int count() {
    return open.size();
  }

  /** One event as it stands on the wire. */
  byte[] frame(String event, Object data) {
    // JSON has no line breaks in it, so one data line carries it whole.
    return ("event: " + event + "\ndata: " + json.write(data) + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Answers the request with a stream.
   *
   * @param address of the client, as rate limits count it
   */
  void open(Context ctx, Learner learner, String address, Feed feed)
      throws Refusal, WorkspaceFailure {
    EventStream stream = new EventStream(threads);
    List<String> holders = List.of("learner " + learner.id(), "address " + address);
    reserve(holders, stream);
    stream.done().whenComplete((nothing, failure) -> release(holders, stream));
    try {
      Subscription source = feed.connect(stream);
      stream.done().whenComplete((nothing, failure) -> source.close());
    } catch (WorkspaceFailure | RuntimeException failed) {
      stream.abandon();
      throw failed;
    }
    ctx.future(
        () -> {
          begin(ctx, stream);
          return stream.done();
        });
  }

  private void begin(Context ctx, EventStream stream) {
    try {
      stream.start(ctx.res());
      if (stopped) {
        stream.abandon();
      }
    } catch (IOException gone) {
      stream.abandon();
      throw new UncheckedIOException(gone);
    }
  }

  private void beat(Scheduler timer) {
    if (!stopped) {
      open.forEach(EventStream::beat);
      start(timer);
    }
  }

  private void reserve(List<String> holders, EventStream stream) throws Refusal {
    synchronized (held) {
      if (held.getOrDefault(holders.get(0), 0) >= settings.perLearner()
          || held.getOrDefault(holders.get(1), 0) >= settings.perAddress()
          || open.size() >= settings.total()) {
        throw new Refusal(
            429,
            "too_many_streams",
            "Too many windows follow this server. Close one of them.",
            Map.of("Retry-After", "10"));
      }
      holders.forEach(holder -> held.merge(holder, 1, Integer::sum));
      open.add(stream);
    }
  }

  private void release(List<String> holders, EventStream stream) {
    synchronized (held) {
      open.remove(stream);
      for (String holder : holders) {
        held.computeIfPresent(holder, (key, count) -> count > 1 ? count - 1 : null);
      }
    }
  }
}
