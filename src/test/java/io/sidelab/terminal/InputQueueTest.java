package io.sidelab.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.testing.Eventually;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InputQueueTest extends TerminalFixture {
  @Test
  void keepsTheOrderOfFastKeystrokesOfManySizes() throws Exception {
    Terminal terminal = terminal();
    QueueTty tty = new QueueTty();
    terminal.connect(tty);
    Viewer viewer = terminal.view(new RecordingScreen(), Role.TYPE);
    Random random = new Random(11);
    int total = 0;
    AtomicInteger taken = new AtomicInteger();
    int pieces = 3000;
    for (int i = 0; i < pieces; i++) {
      int count = random.nextInt(10) == 0 ? random.nextInt(INPUT) : 1;
      int before = i;
      Eventually.until("room", SOON, () -> taken.get() == before);
      viewer.type(ByteBuffer.wrap(chatter(total, count)), taken::incrementAndGet);
      total += count;
    }

    int all = total;
    Eventually.until("typed", SOON, () -> tty.typed().length == all);
    assertThat(tty.typed()).isEqualTo(chatter(0, all));
    assertThat(taken).hasValue(pieces);
  }

  @Test
  void aKeyIsWrittenBeforeItsCallerGoesOn() {
    Terminal terminal = terminal();
    HastyTty tty = new HastyTty(INPUT);
    terminal.connect(tty);

    terminal.type(bytes("k"));

    assertThat(tty.typed()).asString().isEqualTo("k");
  }

  @Test
  void whatIsOnlyTakenInPartsStaysWholeAndInOrder() throws Exception {
    Terminal terminal = terminal();
    HastyTty tty = new HastyTty(3);
    terminal.connect(tty);
    Viewer viewer = terminal.view(new RecordingScreen(), Role.TYPE);
    AtomicInteger taken = new AtomicInteger();
    int pieces = 2000;
    for (int i = 0; i < pieces; i++) {
      viewer.type(ByteBuffer.wrap(chatter(i * 5L, 5)), taken::incrementAndGet);
    }

    Eventually.until("typed", SOON, () -> tty.typed().length == pieces * 5);
    assertThat(tty.typed()).isEqualTo(chatter(0, pieces * 5));
    Eventually.until("room", SOON, () -> taken.get() == pieces);
  }

  @Test
  void asksToWaitWhileTheProgramDoesNotRead() throws Exception {
    Terminal terminal = terminal();
    StuckTty stuck = new StuckTty();
    terminal.connect(stuck);
    Viewer viewer = terminal.view(new RecordingScreen(), Role.TYPE);
    AtomicInteger taken = new AtomicInteger();

    viewer.type(ByteBuffer.allocate(INPUT), taken::incrementAndGet);
    assertThat(taken).hasValue(1);
    viewer.type(ByteBuffer.allocate(1), taken::incrementAndGet);
    assertThat(taken).hasValue(1);

    stuck.letGo();
    Eventually.until("room", SOON, () -> taken.get() == 2);
    Eventually.until("typed", SOON, () -> stuck.typed().length == INPUT + 1);
  }

  @Test
  void stopsACallerThatDoesNotWait() throws Exception {
    Terminal terminal = terminal();
    terminal.connect(new StuckTty());
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                terminal.type(ByteBuffer.allocate(INPUT));
              }
            })
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void stuckProgramsHoldUpNobodyElse() throws Exception {
    List<StuckTty> stuck = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Terminal terminal = terminal();
      stuck.add(new StuckTty());
      terminal.connect(stuck.get(i));
      terminal.type(bytes("x"));
      terminal.type(bytes("y"));
    }
    Terminal healthy = terminal();
    EchoTty echo = new EchoTty();
    healthy.connect(echo);
    RecordingScreen screen = new RecordingScreen();
    healthy.view(screen, Role.TYPE);
    healthy.type(bytes("alive"));

    Eventually.until("echo", SOON, () -> screen.text().equals("alive"));
    Eventually.passes(SOON, () -> assertThat(stuck).allMatch(tty -> tty.writers() == 1));
  }

  @Test
  void letsWaitingViewersGoWhenTheTerminalCloses() throws Exception {
    Terminal terminal = terminal();
    terminal.connect(new StuckTty());
    Viewer viewer = terminal.view(new RecordingScreen(), Role.TYPE);
    AtomicInteger taken = new AtomicInteger();
    viewer.type(ByteBuffer.allocate(INPUT * 2), taken::incrementAndGet);
    assertThat(taken).hasValue(0);

    terminal.close();

    assertThat(taken).hasValue(1);
  }

  @Test
  void showsOutputToAViewerWhoseAcknowledgementsAreBehindItsHeldUpInput() throws Exception {
    Terminal terminal = terminal();
    StuckTty stuck = new StuckTty();
    terminal.connect(stuck);
    RecordingScreen screen = new RecordingScreen();
    Viewer viewer = terminal.view(screen, Role.TYPE);
    viewer.acknowledge(1);
    viewer.type(ByteBuffer.allocate(INPUT * 2), () -> {});
    stuck.print(chatter(0, 3 * WINDOW));

    Eventually.until("shown", SOON, () -> screen.count() == 3 * WINDOW);
  }
}
