package io.sidelab.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.engine.TerminalSize;
import io.sidelab.terminal.StreamTerminals;
import io.sidelab.terminal.Terminal;
import io.sidelab.terminal.TerminalSettings;
import io.sidelab.testing.Eventually;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The recordings of one server in a folder, and a terminal that is recorded there. */
@Timeout(60)
abstract class RecordedTerminal {
  static final Duration SOON = Duration.ofSeconds(10);
  static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path data;
  final StreamTerminals terminals = new StreamTerminals(TerminalSettings.defaults(), CLOCK);
  Recordings recordings;
  Terminal terminal;
  ScriptedTty tty;

  @BeforeEach
  final void open() {
    recordings = recordings(RecordingSettings.defaults());
  }

  @AfterEach
  final void close() throws Exception {
    if (terminal != null) {
      terminal.close();
    }
    terminals.close();
    recordings.close();
    Eventually.until(
        "the writer's thread ends",
        SOON,
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("sidelab-recording")));
  }

  final Recordings recordings(RecordingSettings settings) {
    return new Recordings(data.resolve("recordings"), settings, CLOCK);
  }

  final Path file() {
    return data.resolve("recordings/w1/box-1.cast");
  }

  static RecordedWorkspace workspace(String id, Instant started) {
    return new RecordedWorkspace(id, "ada", "lab", "A lab", started);
  }

  final void begin() {
    assertThat(recordings.begin(workspace("w1", CLOCK.instant()))).isTrue();
    record();
  }

  final void record() {
    terminal = terminals.create("t" + System.nanoTime(), TerminalSize.DEFAULT, ended -> {});
    recordings.record("w1", "box", true, "A lab: box", terminal);
    tty = new ScriptedTty();
  }

  /** Another server finds what this one left. */
  final void restart() {
    terminal.close();
    recordings.close();
    recordings = recordings(RecordingSettings.defaults());
    assertThat(recordings.resume("w1")).isTrue();
    record();
    recordings.replays(terminal.id());
    terminal.connect(tty);
  }

  final Cast cast() throws Exception {
    try (InputStream in = recordings.open("w1", "box-1").orElseThrow()) {
      return Cast.parse(in.readAllBytes());
    }
  }

  final void recorded(String output) throws Exception {
    Eventually.until("the file is there", SOON, () -> Files.exists(file()));
    Eventually.passes(SOON, () -> assertThat(cast().output()).isEqualTo(output));
  }

  final void marked(String text) throws Exception {
    Eventually.passes(SOON, () -> assertThat(cast().data("m").toString()).contains(text));
  }
}
