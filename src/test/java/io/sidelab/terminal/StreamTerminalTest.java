package io.sidelab.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.engine.Subscription;
import io.sidelab.engine.TerminalSize;
import io.sidelab.testing.Eventually;
import java.io.ByteArrayOutputStream;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamTerminalTest extends TerminalFixture {
  private final QueueTty tty = new QueueTty();
  private final RecordingScreen screen = new RecordingScreen();

  @Test
  void greetsThenShowsWhatIsPrinted() throws Exception {
    Terminal terminal = terminal();
    terminal.view(screen, Role.TYPE);
    terminal.connect(tty);
    tty.print("$ ");
    tty.print("ls\r\n");

    Eventually.passes(SOON, () -> assertThat(screen.text()).isEqualTo("$ ls\r\n"));
    assertThat(screen.calls()).containsExactly("hello TYPE 80x24 0");
    assertThat(terminal.viewers()).isEqualTo(1);
  }

  @Test
  void replaysToALaterViewerAndSaysHowMuch() throws Exception {
    Terminal terminal = terminal();
    terminal.connect(tty);
    tty.print("before");
    RecordingScreen first = new RecordingScreen();
    terminal.view(first, Role.TYPE);
    Eventually.until("printed", SOON, () -> first.text().equals("before"));

    terminal.view(screen, Role.WATCH);

    assertThat(screen.text()).isEqualTo("before");
    assertThat(screen.calls()).containsExactly("hello WATCH 80x24 6");
  }

  @Test
  void keepsWhatIsTypedBeforeTheProgramRuns() throws Exception {
    Terminal terminal = terminal();
    terminal.type(bytes("early "));
    terminal.connect(tty);
    terminal.type(bytes("late"));

    Eventually.passes(SOON, () -> assertThat(tty.typedText()).isEqualTo("early late"));
  }

  @Test
  void ignoresWhatAWatcherTypesAndResizes() throws Exception {
    Terminal terminal = terminal();
    terminal.connect(tty);
    Viewer watcher = terminal.view(screen, Role.WATCH);
    boolean[] taken = new boolean[1];

    watcher.type(bytes("rm -rf /"), () -> taken[0] = true);
    watcher.resize(new TerminalSize(10, 10));
    terminal.type(bytes("ok"));

    Eventually.passes(SOON, () -> assertThat(tty.typedText()).isEqualTo("ok"));
    assertThat(taken[0]).isTrue();
    assertThat(terminal.size()).isEqualTo(TerminalSize.DEFAULT);
  }

  @Test
  void tellsTheTtyAndTheOthersTheLatestSize() throws Exception {
    Terminal terminal = terminal();
    terminal.connect(tty);
    Viewer typing = terminal.view(screen, Role.TYPE);
    RecordingScreen other = new RecordingScreen();
    terminal.view(other, Role.WATCH);
    for (int columns = 1; columns <= 200; columns++) {
      typing.resize(new TerminalSize(columns, 50));
    }

    TerminalSize last = new TerminalSize(200, 50);
    Eventually.passes(SOON, () -> assertThat(tty.sizes()).endsWith(last));
    assertThat(terminal.size()).isEqualTo(last);
    assertThat(other.calls()).endsWith("resized 200x50");
    assertThat(screen.calls()).noneMatch(call -> call.startsWith("resized"));
  }

  @Test
  void goesOnAfterTheEndWithTheSameScrollback() throws Exception {
    Terminal terminal = terminal();
    terminal.view(screen, Role.TYPE);
    terminal.connect(tty);
    tty.print("first ");
    tty.exit(OptionalInt.of(137));
    Eventually.until("ended", SOON, () -> ended.contains(terminal));
    terminal.type(bytes("for nobody"));
    RecordingScreen late = new RecordingScreen();
    terminal.view(late, Role.TYPE);

    QueueTty next = new QueueTty();
    terminal.connect(next);
    next.print("second");
    terminal.type(bytes("hi"));

    String parting = "\u001b[!p\r\n";
    Eventually.passes(
        SOON, () -> assertThat(screen.text()).isEqualTo("first " + parting + "second"));
    Eventually.passes(SOON, () -> assertThat(next.typedText()).isEqualTo("hi"));
    assertThat(screen.calls()).containsExactly("hello TYPE 80x24 0", "exited 137", "restarted");
    assertThat(late.calls()).containsExactly("hello TYPE 80x24 6", "exited 137", "restarted");
    assertThat(tty.isClosed()).isTrue();
  }

  @Test
  void saysThatTheEngineIsGoneAndKeepsWhatIsTypedMeanwhile() throws Exception {
    Terminal terminal = terminal();
    terminal.view(screen, Role.TYPE);
    LostEngineTty lost = new LostEngineTty();
    terminal.connect(lost);
    lost.exit(OptionalInt.empty());
    Eventually.until("ended", SOON, () -> ended.contains(terminal));
    terminal.type(bytes("meanwhile"));

    terminal.connect(tty);

    Eventually.passes(SOON, () -> assertThat(tty.typedText()).isEqualTo("meanwhile"));
    assertThat(screen.calls())
        .containsExactly("hello TYPE 80x24 0", "interrupted ENGINE_LOST", "restarted");
  }

  @Test
  void ignoresWhatAReplacedTtyStillPrints() throws Exception {
    Terminal terminal = terminal();
    terminal.view(screen, Role.TYPE);
    QueueTty old = new QueueTty();
    terminal.connect(old);
    terminal.interrupted(CloseReason.ENGINE_LOST, "wait");
    terminal.connect(tty);
    old.print("ghost");
    tty.print("real");

    Eventually.passes(SOON, () -> assertThat(screen.text()).isEqualTo("real"));
    assertThat(old.isClosed()).isTrue();
    assertThat(ended).isEmpty();
  }

  @Test
  void sendsTheLastOutputBeforeItCloses() throws Exception {
    Terminal terminal = terminal();
    DeafScreen deaf = new DeafScreen();
    terminal.view(deaf, Role.TYPE);
    terminal.connect(tty);
    tty.print("almost ");
    Eventually.until("first piece is under way", SOON, () -> deaf.count() == 7);
    tty.print("all");
    tty.exit(OptionalInt.of(0));
    Eventually.until("ended", SOON, () -> ended.contains(terminal));

    terminal.close(CloseReason.MACHINE_ENDED, "gone");
    deaf.wake();

    assertThat(deaf.text()).isEqualTo("almost all");
    assertThat(deaf.calls())
        .containsExactly("hello TYPE 80x24 0", "exited 0", "closed MACHINE_ENDED");
    assertThat(deaf.violations()).isEmpty();
  }

  @Test
  void doesNotWaitForEverForAScreenThatTakesNothing() throws Exception {
    Terminal terminal = terminal();
    DeafScreen deaf = new DeafScreen();
    terminal.view(deaf, Role.TYPE);
    terminal.connect(new ChattyTty());
    Eventually.until("something is under way", SOON, () -> deaf.count() > 0);

    terminal.close(CloseReason.SERVER_STOPPING, "bye");
    terminal.close(CloseReason.WORKSPACE_ENDED, "twice");

    Eventually.passes(SOON, () -> assertThat(deaf.calls()).endsWith("closed SERVER_STOPPING"));
    deaf.wake();
    assertThat(deaf.violations()).isEmpty();
    assertThat(deaf.calls()).hasSize(2);
  }

  @Test
  void refusesViewersAndTtysOnceClosed() {
    Terminal terminal = terminal();
    terminal.close();

    assertThatThrownBy(() -> terminal.view(screen, Role.TYPE))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> terminal.connect(tty)).isInstanceOf(IllegalStateException.class);
    assertThat(tty.isClosed()).isTrue();
    assertThat(screen.calls()).isEmpty();
  }

  @Test
  void saysNothingToAViewerThatLeft() throws Exception {
    Terminal terminal = terminal();
    terminal.connect(tty);
    Viewer viewer = terminal.view(screen, Role.TYPE);
    viewer.close();
    viewer.type(bytes("x"), () -> {});
    tty.print("unseen");
    terminal.close();

    assertThat(screen.calls()).containsExactly("hello TYPE 80x24 0");
    assertThat(terminal.viewers()).isZero();
    assertThat(tty.typed()).isEmpty();
  }

  @Test
  void showsObserversTheSameBytesUntilTheyLeave() throws Exception {
    Terminal terminal = terminal();
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    Subscription broken =
        terminal.observe(
            bytes -> {
              throw new IllegalStateException("broken");
            });
    Subscription subscription =
        terminal.observe(
            bytes -> {
              byte[] copy = new byte[bytes.remaining()];
              bytes.get(copy);
              seen.writeBytes(copy);
            });
    terminal.connect(tty);
    tty.print("seen");
    Eventually.until("observed", SOON, () -> seen.size() == 4);
    broken.close();
    subscription.close();
    terminal.view(screen, Role.TYPE);
    tty.print(" unseen");

    Eventually.until("shown", SOON, () -> screen.text().equals("seen unseen"));
    assertThat(seen.toString()).isEqualTo("seen");
  }

  @Test
  void dropsAScreenThatThrowsAndServesTheOthers() throws Exception {
    Terminal terminal = terminal();
    terminal.view(
        new RecordingScreen() {
          @Override
          void accept(int count, Runnable taken) {
            throw new IllegalStateException("broken");
          }
        },
        Role.TYPE);
    terminal.view(screen, Role.TYPE);
    terminal.connect(new ChattyTty(1_000_000));

    Eventually.until("ended", SOON, () -> screen.calls().contains("exited 0"));
    assertThat(terminal.viewers()).isEqualTo(1);
  }
}
