package io.sidelab.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.MachineEvent;
import io.sidelab.engine.Subscription;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Subscriptions to exits of machines; each reads on a thread of its own until it is closed. */
final class EventStreams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

  /** The engine is asked again soon at first, and never less often than this. */
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final EngineConnection connection;
  private final Set<Stream> open = ConcurrentHashMap.newKeySet();

  EventStreams(EngineConnection connection) {
    this.connection = connection;
  }

  Subscription watch(Map<String, String> labels, Consumer<MachineEvent> listener) {
    Stream stream = new Stream(labels, listener);
    open.add(stream);
    Threads.named("sidelab-docker-events").newThread(stream::follow).start();
    return stream;
  }

  @Override
  public void close() {
    open.forEach(Stream::close);
  }

  private final class Stream implements Subscription {
    private final Map<String, String> labels;
    private final Consumer<MachineEvent> listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<Response> response = new AtomicReference<>();
    private volatile Thread reader;
    private boolean lost;
    private Duration pause = SHORTEST_PAUSE;

    Stream(Map<String, String> labels, Consumer<MachineEvent> listener) {
      this.labels = labels;
      this.listener = listener;
    }

    void follow() {
      reader = Thread.currentThread();
      while (closed.getCount() > 0) {
        try {
          connection.runLong("follow events", this::read);
        } catch (EngineFailure failure) {
          LOG.debug("events: {}", failure.getMessage());
        }
        if (!waited()) {
          return;
        }
      }
    }

    private void read(EngineSession session) throws IOException {
      String filters =
          session.json(
              Map.of(
                  "type", List.of("container"),
                  "event", List.of("die"),
                  "label", Execs.environment(labels)));
      String call = new Query("/events").with("filters", filters).text();
      Request request =
          Request.builder().method(Request.Method.GET).path(session.path(call)).build();
      try {
        session.stream(request, this::started, this::take);
      } finally {
        response.set(null);
      }
    }

    private void started(Response answer) {
      response.set(answer);
      pause = SHORTEST_PAUSE;
      if (lost) {
        lost = false;
        tell(new MachineEvent.Resumed());
      }
    }

    private void take(JsonNode event) {
      Map<String, String> attributes = new HashMap<>();
      for (Map.Entry<String, JsonNode> entry :
          event.path("Actor").path("Attributes").properties()) {
        attributes.put(entry.getKey(), entry.getValue().asText());
      }
      tell(new MachineEvent.Exited(event.path("Actor").path("ID").asText(), attributes));
    }

    private void tell(MachineEvent event) {
      if (closed.getCount() == 0) {
        return;
      }
      try {
        listener.accept(event);
      } catch (RuntimeException problem) {
        LOG.error("a listener failed at {}", event, problem);
      }
    }

    /** Pauses longer each time the engine does not answer; false when closed. */
    private boolean waited() {
      if (closed.getCount() > 0 && !lost) {
        lost = true;
        tell(new MachineEvent.Lost());
      }
      try {
        boolean over = closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        return !over;
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    @Override
    public void close() {
      closed.countDown();
      open.remove(this);
      Response current = response.get();
      if (current != null) {
        current.close();
      }
      Thread thread = reader;
      if (thread != null && thread != Thread.currentThread()) {
        thread.interrupt();
      }
    }
  }
}
