package io.sidelab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.testing.Eventually;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BackPressureTest extends TerminalFixture {
  /** What is in the segment being read when the window is full. */
  private static final int SEGMENT = 32 * 1024;

  private static final int PIECE = 1000;

  @Test
  void pausesTheProgramForADeafViewerAndGoesOnWhenItWakes() throws Exception {
    Terminal terminal = terminal();
    DeafScreen deaf = new DeafScreen();
    ChattyTty chatty = new ChattyTty(3_000_000);
    terminal.view(deaf, Role.TYPE);
    terminal.connect(chatty);

    Eventually.until("paused", SOON, () -> chatty.printed() >= WINDOW);
    staysAt(chatty);
    assertThat(chatty.printed()).isLessThanOrEqualTo(WINDOW + SEGMENT);

    deaf.wake();
    Eventually.until("ended", SOON, () -> deaf.calls().contains("exited 0"));
    assertThat(deaf.bytes()).isEqualTo(chatter(0, 3_000_000));
    assertThat(deaf.violations()).isEmpty();
  }

  /** Nothing is read while a hundred looks are taken. */
  private static void staysAt(ChattyTty chatty) throws Exception {
    AtomicInteger looks = new AtomicInteger();
    long[] last = {chatty.printed()};
    Eventually.until(
        "standing still",
        SOON,
        () -> {
          long now = chatty.printed();
          looks.set(now == last[0] ? looks.get() + 1 : 0);
          last[0] = now;
          return looks.get() == 20;
        });
  }

  @Test
  void goesOnWithoutViewersAndKeepsTheEnd() throws Exception {
    Terminal terminal = terminal();
    terminal.connect(new ChattyTty(2_000_003));
    Eventually.until("ended", SOON, () -> ended.contains(terminal));
    RecordingScreen screen = new RecordingScreen();

    terminal.view(screen, Role.TYPE);

    int count = screen.count();
    assertThat(count).isBetween(SCROLLBACK / 2, SCROLLBACK);
    assertThat(screen.bytes()).isEqualTo(chatter(2_000_003 - count, count));
    assertThat(screen.calls())
        .containsExactly("hello TYPE 80x24 " + count + " skipped", "exited 0");
  }

  @Test
  void doesNotWaitForAWatcher() throws Exception {
    Terminal terminal = terminal();
    DeafScreen deaf = new DeafScreen();
    terminal.view(deaf, Role.WATCH);
    terminal.connect(new ChattyTty(2_000_000));

    Eventually.until("ended", SOON, () -> ended.contains(terminal));
  }

  @Test
  void neverWaitsForAGuestAlsoOneWhoTypes() throws Exception {
    Terminal terminal = terminal();
    RecordingScreen learner = new RecordingScreen();
    Viewer owner = terminal.view(learner, Role.TYPE);
    DeafScreen deaf = new DeafScreen();
    Viewer guest = terminal.visit(deaf, new GuestName("Ada"), Arrival.NEW);
    guest.ask();
    owner.answer("1", true);
    assertThat(learner.others()).containsExactly("Ada types");

    terminal.connect(new ChattyTty(2_000_000));

    Eventually.until("ended", SOON, () -> learner.calls().contains("exited 0"));
    assertThat(learner.bytes()).isEqualTo(chatter(0, 2_000_000));
    deaf.wake();
    Eventually.until("told", SOON, () -> deaf.calls().contains("exited 0"));
    assertThat(deaf.violations()).isEmpty();
  }

  /** The reader would wait here for ever if it handed output to guests itself. */
  @Test
  void aGuestsSocketThatBlocksHoldsUpNobodyElse() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    RecordingScreen blocking =
        new RecordingScreen() {
          @Override
          void accept(int count, Runnable taken) {
            try {
              blocked.await();
            } catch (InterruptedException stopped) {
              Thread.currentThread().interrupt();
            }
            taken.run();
          }
        };
    Terminal terminal = terminal();
    RecordingScreen learner = new RecordingScreen();
    terminal.view(learner, Role.TYPE);
    terminal.visit(blocking, new GuestName("Ada"), Arrival.NEW);
    terminal.connect(new ChattyTty(2_000_000));

    Eventually.until("ended", SOON, () -> learner.calls().contains("exited 0"));
    assertThat(learner.bytes()).isEqualTo(chatter(0, 2_000_000));
    blocked.countDown();
    Eventually.until("told", SOON, () -> blocking.calls().contains("exited 0"));
  }

  @Test
  void aSecondViewerThatIsDeafNeverHoldsUpTheFirst() throws Exception {
    Terminal terminal = terminal();
    RecordingScreen first = new RecordingScreen();
    DeafScreen deaf = new DeafScreen();
    terminal.view(first, Role.TYPE);
    terminal.view(deaf, Role.TYPE);
    terminal.connect(new ChattyTty(2_000_000));

    Eventually.until("ended", SOON, () -> first.calls().contains("exited 0"));
    assertThat(first.bytes()).isEqualTo(chatter(0, 2_000_000));

    deaf.wake();
    assertThat(deaf.calls()).hasSize(3).endsWith("exited 0");
    assertThat(deaf.calls().get(1)).matches("hello TYPE 80x24 \\d+ skipped");
    int count = deaf.count();
    assertThat(count).isLessThanOrEqualTo(WINDOW / 2);
    assertThat(deaf.bytes()).isEqualTo(chatter(2_000_000 - count, count));
    assertThat(deaf.violations()).isEmpty();
  }

  @Test
  void aDeafViewerThatLeavesLetsTheProgramGoOn() throws Exception {
    Terminal terminal = terminal();
    ChattyTty chatty = new ChattyTty(1_000_000);
    Viewer viewer = terminal.view(new DeafScreen(), Role.TYPE);
    terminal.connect(chatty);
    Eventually.until("paused", SOON, () -> chatty.printed() >= WINDOW);

    viewer.close();

    Eventually.until("ended", SOON, () -> ended.contains(terminal));
  }

  @Test
  void keepsAtMostAWindowUnacknowledged() throws Exception {
    Terminal terminal = terminal();
    RecordingScreen screen = new RecordingScreen();
    QueueTty tty = new QueueTty();
    Viewer viewer = terminal.view(screen, Role.TYPE);
    terminal.connect(tty);
    tty.print(chatter(0, PIECE));
    Eventually.until("first", SOON, () -> screen.count() == PIECE);
    viewer.acknowledge(PIECE);

    tty.print(chatter(PIECE, 5 * WINDOW));
    Eventually.until("a window is under way", SOON, () -> screen.count() == PIECE + WINDOW);
    viewer.acknowledge(10);
    assertThat(screen.count()).isEqualTo(PIECE + WINDOW + 10);

    int acknowledged = PIECE + 10;
    while (acknowledged < PIECE + 5 * WINDOW) {
      int now = screen.count();
      assertThat(now - acknowledged).isLessThanOrEqualTo(WINDOW);
      viewer.acknowledge(now - acknowledged);
      acknowledged = now;
    }
    assertThat(screen.bytes()).isEqualTo(chatter(0, PIECE + 5 * WINDOW));
  }

  @Test
  void anAcknowledgementOfMoreThanWasSentCountsAsAll() throws Exception {
    Terminal terminal = terminal();
    RecordingScreen screen = new RecordingScreen();
    Viewer viewer = terminal.view(screen, Role.TYPE);
    viewer.acknowledge(Long.MAX_VALUE);
    terminal.connect(new ChattyTty(5L * WINDOW));

    Eventually.until("window is full", SOON, () -> screen.count() == WINDOW);
    viewer.acknowledge(Long.MAX_VALUE);
    Eventually.until("the next is full", SOON, () -> screen.count() == 2 * WINDOW);
  }

  @Test
  void controlCAnswersAfterLittleOldOutput() throws Exception {
    Terminal terminal = terminal();
    DeafScreen deaf = new DeafScreen();
    ChattyTty chatty = new ChattyTty();
    Viewer viewer = terminal.view(deaf, Role.TYPE);
    terminal.connect(chatty);
    Eventually.until("paused", SOON, () -> chatty.printed() >= WINDOW);

    viewer.type(bytes("\u0003"), () -> {});
    deaf.wake();

    Eventually.until("stopped", SOON, () -> deaf.calls().contains("exited 130"));
  }
}
