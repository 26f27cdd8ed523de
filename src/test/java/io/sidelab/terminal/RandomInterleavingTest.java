package io.sidelab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.engine.TerminalSize;
import io.sidelab.testing.Eventually;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;

/** Viewers come, go, lag, acknowledge and resize at random while a program prints at random. */
@Timeout(60)
class RandomInterleavingTest extends TerminalFixture {
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(3);

  @AfterEach
  void stopTheClock() {
    clock.shutdownNow();
  }

  @RepeatedTest(25)
  void everyViewerSeesTheOutputInOrderAndWhole(RepetitionInfo repetition) throws Exception {
    Random random = new Random(repetition.getCurrentRepetition());
    Terminal terminal = terminal();
    QueueTty tty = new QueueTty();
    SlowScreen first = new SlowScreen(clock, 200, random.nextLong());
    terminal.view(first, Role.TYPE);
    terminal.connect(tty);
    List<RecordingScreen> stayed = new ArrayList<>(List.of(first));
    int total = 0;
    for (int step = 0; step < 300; step++) {
      int count = random.nextInt(random.nextInt(20) == 0 ? 3 * WINDOW : 300);
      tty.print(chatter(total, count));
      total += count;
      if (random.nextInt(30) == 0) {
        RecordingScreen screen = new SlowScreen(clock, 5000, random.nextLong());
        Viewer viewer =
            switch (random.nextInt(3)) {
              case 0 -> terminal.visit(screen, new GuestName("Ada"), Arrival.NEW);
              case 1 -> terminal.view(screen, Role.WATCH);
              default -> terminal.view(screen, Role.TYPE);
            };
        if (random.nextBoolean()) {
          viewer.close();
        } else {
          stayed.add(screen);
        }
        viewer.resize(new TerminalSize(1 + random.nextInt(100), 10));
      }
    }
    tty.exit(OptionalInt.of(3));

    for (RecordingScreen screen : stayed) {
      Eventually.until("told", SOON, () -> screen.calls().contains("exited 3"));
      int count = screen.count();
      assertThat(screen.bytes()).isEqualTo(chatter(total - count, count));
      assertThat(screen.calls().get(0)).startsWith("hello");
    }
    terminal.close();
    for (RecordingScreen screen : stayed) {
      Eventually.until("closed", SOON, () -> screen.calls().contains("closed WORKSPACE_ENDED"));
      assertThat(screen.violations()).isEmpty();
    }
  }

  @RepeatedTest(15)
  void everybodyKnowsInTheEndWhoIsThere(RepetitionInfo repetition) throws Exception {
    Random random = new Random(repetition.getCurrentRepetition());
    Terminal terminal = terminal();
    ChattyTty chatty = new ChattyTty();
    terminal.connect(chatty);
    List<RecordingScreen> learners = new ArrayList<>();
    List<Viewer> owners = new ArrayList<>();
    Map<Viewer, RecordingScreen> guests = new LinkedHashMap<>();
    for (int step = 0; step < 120; step++) {
      RecordingScreen screen = new SlowScreen(clock, 3000, random.nextLong());
      if (owners.isEmpty() || random.nextInt(20) == 0) {
        learners.add(screen);
        owners.add(terminal.view(screen, random.nextBoolean() ? Role.TYPE : Role.WATCH));
      } else if (guests.size() < 3 || (guests.size() < Company.MOST && random.nextInt(4) == 0)) {
        GuestName name = new GuestName("Guest " + step);
        guests.put(terminal.visit(screen, name, Arrival.NEW), screen);
      } else {
        Viewer guest = List.copyOf(guests.keySet()).get(random.nextInt(guests.size()));
        Viewer owner = owners.get(random.nextInt(owners.size()));
        switch (random.nextInt(3)) {
          case 0 -> guest.ask();
          case 1 -> owner.answer(Integer.toString(random.nextInt(40)), random.nextBoolean());
          default -> {
            guest.close();
            guests.remove(guest);
          }
        }
      }
    }

    RecordingScreen latest = new RecordingScreen();
    terminal.view(latest, Role.WATCH);
    for (RecordingScreen screen : learners) {
      Eventually.passes(SOON, () -> assertThat(screen.others()).isEqualTo(latest.others()));
      assertThat(screen.violations()).isEmpty();
    }
    for (RecordingScreen screen : guests.values()) {
      Eventually.passes(
          SOON,
          () ->
              assertThat(Stream.concat(screen.others().stream(), Stream.of(screen.self())))
                  .containsExactlyInAnyOrderElementsOf(latest.others()));
      assertThat(screen.violations()).isEmpty();
    }
    terminal.close();
  }

  @RepeatedTest(10)
  void nothingComesAfterTheLastWord(RepetitionInfo repetition) throws Exception {
    Random random = new Random(repetition.getCurrentRepetition());
    Terminal terminal = terminal();
    List<RecordingScreen> screens = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      screens.add(i == 0 ? new DeafScreen() : new SlowScreen(clock, 2000, random.nextLong()));
      terminal.view(screens.get(i), Role.TYPE);
    }
    ChattyTty chatty = new ChattyTty();
    terminal.connect(chatty);
    long until = random.nextInt(5_000_000);
    Eventually.until("printed", SOON, () -> chatty.printed() >= until);

    terminal.close(CloseReason.CLOSED_BY_LEARNER, "closed");

    for (RecordingScreen screen : screens) {
      Eventually.until("closed", SOON, () -> screen.calls().contains("closed CLOSED_BY_LEARNER"));
    }
    tellEverybodyOnceMore(screens);
  }

  private static void tellEverybodyOnceMore(List<RecordingScreen> screens) {
    ((DeafScreen) screens.get(0)).wake();
    for (RecordingScreen screen : screens) {
      assertThat(screen.violations()).isEmpty();
      assertThat(screen.calls()).endsWith("closed CLOSED_BY_LEARNER");
    }
  }
}
