package io.sidelab.image;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Progress;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A recipe's program while it runs: its output is an image, its messages are progress. */
final class RecipeProgram implements AutoCloseable {
  /** Enough to see why it failed. */
  private static final int KEPT_LINES = 20;

  /** Programs such as mmdebstrap remove their temporary files when asked to end. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** A shell's way to say that it did not find a program. */
  private static final int NO_PROGRAM = 127;

  private final Process process;
  private final Thread messages;
  private final Deque<String> lastLines = new ArrayDeque<>();
  private volatile boolean cancelled;

  RecipeProgram(List<String> line, Path folder, Map<String, String> environment, Progress progress)
      throws EngineFailure {
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectInput(new File("/dev/null"));
    try {
      process = builder.start();
    } catch (IOException problem) {
      throw new EngineFailure(
          FailureReason.BUILD_FAILED,
          "The program "
              + line.get(0)
              + " that builds this image cannot be started here."
              + " Install it on the server.",
          "start " + line + ": " + problem.getMessage(),
          problem);
    }
    messages = WorkQueue.threads("sidelab-image-messages").newThread(() -> follow(progress));
    messages.start();
  }

  private void follow(Progress progress) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          keep(line.strip());
          progress.report(line.strip(), OptionalInt.empty());
        }
      }
    } catch (IOException killed) {
      keep(killed.getMessage());
    }
  }

  private void keep(String line) {
    synchronized (lastLines) {
      lastLines.addLast(line);
      if (lastLines.size() > KEPT_LINES) {
        lastLines.removeFirst();
      }
    }
  }

  /** Its standard output. */
  InputStream output() {
    return process.getInputStream();
  }

  /** After the end of its output: waits for its end, and whether that is a good one. */
  boolean succeeded() {
    try {
      if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
        cancel();
      }
      messages.join(GRACE.toMillis());
      return !cancelled && process.waitFor() == 0;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Why it did not succeed. */
  EngineFailure failure(String image) {
    List<String> lines;
    synchronized (lastLines) {
      lines = List.copyOf(lastLines);
    }
    String last = lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    String log = "recipe of " + image + ":\n" + String.join("\n", lines);
    if (cancelled) {
      return new EngineFailure(
          FailureReason.BUILD_FAILED,
          "Building this image took too long and was stopped. Try again.",
          log + "\nstopped");
    }
    if (lines.stream().anyMatch(line -> line.contains("No space left on device"))) {
      return new EngineFailure(
          FailureReason.NO_SPACE, "The server's disk is full. Free some space.", log);
    }
    int code = process.exitValue();
    String learner =
        code == NO_PROGRAM
            ? "A program that builds this image is missing on the server: " + last
            : "The program that builds this image failed: " + last;
    return new EngineFailure(FailureReason.BUILD_FAILED, learner, log + "\nexit code " + code);
  }

  /** Ends it with everything it started; any thread. */
  void cancel() {
    cancelled = true;
    List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
    process.destroy();
    try {
      process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    tree.addAll(process.descendants().toList());
    tree.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      cancel();
    }
  }
}
