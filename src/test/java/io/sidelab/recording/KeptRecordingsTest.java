package io.sidelab.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.engine.TerminalSize;
import io.sidelab.terminal.Terminal;
import io.sidelab.testing.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How much is recorded, how long it is kept, and for whom. */
class KeptRecordingsTest extends RecordedTerminal {
  @Test
  void aRecordingEndsAtItsLimitAndSaysSo() throws Exception {
    recordings.close();
    recordings = recordings(new RecordingSettings(true, 8_000, 1 << 20, Duration.ofDays(1)));
    begin();
    terminal.connect(tty);
    for (int piece = 0; piece < 100; piece++) {
      tty.prints("x".repeat(200));
    }
    Eventually.until("the file is there", SOON, () -> Files.exists(file()));
    marked("Recording ended: it reached the size that one recording may have here.");
    assertThat(Files.size(file())).isBetween(6_000L, 8_000L);

    restart();
    tty.prints(cast().output() + "more");
    tty.prints("more");
    assertThat(cast().data("m")).hasSize(1);
  }

  @Test
  void manyTerminalsOfOneWorkspaceShareItsRoom() throws Exception {
    recordings.close();
    recordings = recordings(new RecordingSettings(true, 10_000, 1 << 20, Duration.ofDays(1)));
    begin();
    for (int number = 0; number < 20; number++) {
      Terminal further = terminals.create("f" + number, TerminalSize.DEFAULT, ended -> {});
      recordings.record("w1", "box", false, "A lab: box", further);
      ScriptedTty its = new ScriptedTty();
      further.connect(its);
      its.prints("x".repeat(9_000));
    }
    Eventually.until("the room is taken", SOON, () -> recordings.files("w1").size() >= 4);
    recordings.close();
    try (var files = Files.list(file().getParent())) {
      long bytes = files.mapToLong(one -> one.toFile().length()).sum();
      assertThat(bytes).isLessThan(80_000);
    }
  }

  @Test
  void theOldestEndedWorkspacesMakeRoomAndRunningOnesNever() throws Exception {
    recordings.close();
    recordings = recordings(new RecordingSettings(true, 1 << 20, 60_000, Duration.ofDays(1)));
    Instant now = CLOCK.instant();
    for (String id : new String[] {"old", "newer", "busy", "w1"}) {
      recordings.begin(workspace(id, now));
    }
    recordings.ended("old");
    recordings.ended("newer");
    record();
    terminal.connect(tty);
    Path root = data.resolve("recordings");
    Eventually.until(
        "the oldest is gone",
        SOON,
        () -> {
          tty.prints("x".repeat(500));
          return !Files.exists(root.resolve("old"));
        });
    assertThat(root.resolve("newer")).exists();
    for (int piece = 0; piece < 30; piece++) {
      tty.prints("x".repeat(1_000));
    }
    marked("no more room for recordings on this server");
    assertThat(root.resolve("busy")).exists();
    assertThat(root.resolve("newer")).doesNotExist();
    assertThat(recordings.of("ada")).extracting(RecordedWorkspace::id).containsExactly("w1");
  }

  @Test
  void whatIsOldIsRemovedAtTheNextStart() throws Exception {
    begin();
    terminal.connect(tty);
    tty.prints("one");
    recorded("one");
    terminal.close();
    recordings.close();
    for (Path one : new Path[] {file(), file().resolveSibling("about.json")}) {
      Files.setLastModifiedTime(one, FileTime.from(CLOCK.instant().minus(Duration.ofDays(8))));
    }
    recordings = recordings(RecordingSettings.defaults());
    Eventually.until("it is gone", SOON, () -> !Files.exists(file().getParent()));
    assertThat(recordings.find("ada", "w1")).isEmpty();
  }

  @Test
  void onlyItsLearnerFindsARecordingAndOnlyByItsName() throws Exception {
    begin();
    terminal.connect(tty);
    tty.prints("one");
    recorded("one");
    assertThat(recordings.find("ada", "w1")).isPresent();
    assertThat(recordings.find("bob", "w1")).isEmpty();
    assertThat(recordings.of("bob")).isEmpty();
    for (String name : new String[] {"../w1/box-1", "about", "about.json", "box-2", "", "."}) {
      assertThat(recordings.open("w1", name)).as(name).isEmpty();
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void aServerThatForbidsItRecordsNothing() {
    recordings.close();
    recordings = recordings(new RecordingSettings(false, 1 << 20, 1 << 20, Duration.ofDays(1)));
    assertThat(recordings.begin(workspace("w1", CLOCK.instant()))).isFalse();
    assertThat(data.resolve("recordings/w1")).doesNotExist();
  }
}
