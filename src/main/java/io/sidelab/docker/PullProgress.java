package io.sidelab.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.Progress;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Adds up the layers of a pull, and notices the error that may end a stream begun well. */
final class PullProgress {
  private static final long MB = 1_000_000;

  private final Progress progress;
  private final Map<String, Long> done = new HashMap<>();
  private final Map<String, Long> total = new HashMap<>();
  private String error = "";

  PullProgress(Progress progress) {
    this.progress = progress;
  }

  void read(String image, EngineSession session, Request request)
      throws IOException, EngineFailure {
    session.stream(request, started -> {}, this::take);
    if (!error.isEmpty()) {
      throw PullFailures.of(image, error);
    }
  }

  private void take(JsonNode item) {
    if (item.has("error")) {
      error = item.path("error").asText();
      return;
    }
    String status = item.path("status").asText();
    JsonNode detail = item.path("progressDetail");
    if (status.equals("Downloading") && detail.path("total").asLong() > 0) {
      done.put(item.path("id").asText(), detail.path("current").asLong());
      total.put(item.path("id").asText(), detail.path("total").asLong());
      report();
    } else if (status.equals("Extracting")) {
      progress.report("Unpacking", OptionalInt.empty());
    } else {
      // Says nothing new, but that the registry is alive.
      progress.report("Downloading", OptionalInt.empty());
    }
  }

  private void report() {
    long all = total.values().stream().mapToLong(Long::longValue).sum();
    long here = done.values().stream().mapToLong(Long::longValue).sum();
    progress.report(
        "Downloading " + here / MB + " of " + all / MB + " MB",
        OptionalInt.of((int) (100 * here / all)));
  }
}
