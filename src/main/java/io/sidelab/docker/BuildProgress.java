package io.sidelab.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Progress;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows a build: its steps for the page, its last lines for the log. */
final class BuildProgress {
  /** Enough to see which command failed and why. */
  private static final int KEPT_LINES = 30;

  private static final Pattern STEP = Pattern.compile("Step (\\d{1,4})/(\\d{1,4}) : .*");

  private final Progress progress;
  private final Deque<String> lines = new ArrayDeque<>();
  private OptionalInt percent = OptionalInt.empty();
  private String error = "";

  BuildProgress(Progress progress) {
    this.progress = progress;
  }

  void read(String image, EngineSession session, Request request)
      throws IOException, EngineFailure {
    session.stream(request, started -> {}, this::take);
    if (!error.isEmpty()) {
      throw Failures.of(
          Failures.saysNoSpace(error) ? FailureReason.NO_SPACE : FailureReason.BUILD_FAILED,
          "build " + image + ": " + error + "\n" + String.join("\n", lines));
    }
  }

  private void take(JsonNode item) {
    if (item.has("error")) {
      error = item.path("error").asText();
      return;
    }
    String line = item.path("stream").asText().strip();
    if (line.isEmpty()) {
      return;
    }
    lines.addLast(line);
    if (lines.size() > KEPT_LINES) {
      lines.removeFirst();
    }
    Matcher step = STEP.matcher(line);
    if (step.matches()) {
      int before = Integer.parseInt(step.group(1)) - 1;
      percent = OptionalInt.of(100 * before / Integer.parseInt(step.group(2)));
    }
    progress.report(line, percent);
  }
}
