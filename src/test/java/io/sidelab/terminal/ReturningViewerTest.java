package io.sidelab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.engine.TerminalSize;
import io.sidelab.testing.Eventually;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a viewer finds that comes back, or comes late. */
@Timeout(60)
class ReturningViewerTest extends TerminalFixture {
  private final QueueTty tty = new QueueTty();
  private final RecordingScreen screen = new RecordingScreen();
  private final RecordingScreen back = new RecordingScreen();
  private Terminal terminal;

  @BeforeEach
  void connect() {
    terminal = terminal();
    terminal.connect(tty);
  }

  private void print(String text) throws Exception {
    RecordingScreen witness = new RecordingScreen();
    try (Viewer viewer = terminal.view(witness, Role.WATCH)) {
      tty.print(text);
      long wanted = witness.greeting().replayBytes() + text.length();
      Eventually.until(
          "printed", SOON, () -> witness.count() >= wanted || witness.greeting().skipped());
      assertThat(viewer.typed()).isZero();
    }
  }

  private static Arrival named(String name) {
    return new Arrival(Optional.of(name), Optional.empty());
  }

  @Test
  void getsOnlyWhatItHasNotSeen() throws Exception {
    print("seen ");
    terminal.view(screen, Role.TYPE).close();
    Place left = screen.greeting().place();
    print("missed");

    terminal.view(back, Role.TYPE, new Arrival(Optional.empty(), Optional.of(left)));

    assertThat(back.calls()).containsExactly("hello TYPE 80x24 6 resumed");
    assertThat(back.text()).isEqualTo("missed");
    assertThat(back.greeting().place()).isEqualTo(new Place(left.stream(), 11));
  }

  @Test
  void startsOverWhereItsPlaceIsGoneOrNeverWas() throws Exception {
    print("seen ");
    terminal.view(screen, Role.TYPE).close();
    Place left = screen.greeting().place();
    for (Place place :
        new Place[] {
          new Place("another-run", 5), new Place(left.stream(), 6), new Place(left.stream(), -1)
        }) {
      terminal.view(back, Role.TYPE, new Arrival(Optional.empty(), Optional.of(place)));
      assertThat(back.greeting().resumed()).isFalse();
      assertThat(back.text()).isEqualTo("seen ");
    }
    print("line of output\r\n".repeat(SCROLLBACK / 8));

    terminal.view(back, Role.TYPE, new Arrival(Optional.empty(), Optional.of(left)));
    assertThat(back.greeting().resumed()).isFalse();
    assertThat(back.greeting().skipped()).isTrue();
  }

  @Test
  void isToldHowMuchOfItsTypingArrived() throws Exception {
    Viewer first = terminal.view(screen, Role.TYPE, named("window-one"));
    first.type(bytes("abc"), () -> {});
    assertThat(first.typed()).isEqualTo(3);
    first.close();
    first.type(bytes("late"), () -> {});

    Viewer second = terminal.view(back, Role.TYPE, named("window-one"));
    second.type(bytes("de"), () -> {});

    assertThat(back.greeting().typed()).isEqualTo(3);
    assertThat(second.typed()).isEqualTo(5);
    Eventually.passes(SOON, () -> assertThat(tty.typedText()).isEqualTo("abcde"));
    terminal.view(back, Role.TYPE, named("window-two"));
    assertThat(back.greeting().typed()).isZero();
  }

  @Test
  void replacesItsOwnDeadLineWhichCanTypeNoMore() throws Exception {
    Viewer dead = terminal.view(screen, Role.TYPE, named("window-one"));
    dead.type(bytes("a"), () -> {});

    terminal.view(back, Role.TYPE, named("window-one"));
    boolean[] taken = new boolean[1];
    dead.type(bytes("still on its way"), () -> taken[0] = true);
    dead.resize(new TerminalSize(10, 10));
    terminal.type(bytes("!"));

    assertThat(back.greeting().typed()).isEqualTo(1);
    assertThat(screen.calls()).endsWith("closed VIEWER_LOST");
    assertThat(terminal.viewers()).isEqualTo(1);
    assertThat(taken[0]).isTrue();
    assertThat(terminal.size()).isEqualTo(TerminalSize.DEFAULT);
    Eventually.passes(SOON, () -> assertThat(tty.typedText()).isEqualTo("a!"));
  }

  @Test
  void isForgottenOnlyAfterManyOthersLeft() {
    Viewer stays = terminal.view(screen, Role.TYPE, named("window-one"));
    stays.type(bytes("a"), () -> {});
    IntStream.range(0, 100)
        .forEach(at -> terminal.view(new RecordingScreen(), Role.TYPE, named("w" + at)).close());
    assertThat(stays.typed()).isEqualTo(1);

    terminal.view(back, Role.TYPE, named("window-one"));
    assertThat(back.greeting().typed()).isEqualTo(1);
  }

  @Test
  void seesOldOutputInTheSizesItWasWrittenFor() throws Exception {
    print("at 80 ");
    Viewer first = terminal.view(screen, Role.TYPE);
    first.resize(new TerminalSize(100, 30));
    first.resize(new TerminalSize(101, 30));
    print("at 101 ");
    first.resize(new TerminalSize(60, 20));

    RecordingScreen late =
        new RecordingScreen() {
          @Override
          public void resized(TerminalSize size, boolean replayed) {
            super.resized(size, replayed);
            assertThat(count()).isEqualTo(size.columns() == 101 ? 6 : 13);
          }
        };
    terminal.view(late, Role.TYPE);
    first.resize(new TerminalSize(90, 20));

    assertThat(late.calls())
        .containsExactly(
            "hello TYPE 80x24 13", "resized 101x30 then", "resized 60x20 then", "resized 90x20");
    assertThat(late.violations()).isEmpty();
    assertThat(screen.calls()).containsExactly("hello TYPE 80x24 6");
  }

  @Test
  void hasAFullScreenProgramDrawItselfAnewWhenItsPictureIsNotWholeAnyMore() throws Exception {
    Viewer first = terminal.view(screen, Role.TYPE);
    first.resize(new TerminalSize(100, 30));
    print("\u001b[?1049h" + "\u001b[Hload 0.7\r\n".repeat(SCROLLBACK / 5));
    int before = tty.sizes().size();

    terminal.view(back, Role.TYPE);

    Eventually.passes(
        SOON,
        () ->
            assertThat(tty.sizes().subList(before, tty.sizes().size()))
                .containsExactly(new TerminalSize(100, 29), new TerminalSize(100, 30)));
    assertThat(terminal.size()).isEqualTo(new TerminalSize(100, 30));
    assertThat(back.calls()).noneMatch(call -> call.startsWith("resized"));
  }

  @Test
  void leavesAShellAndAWholePictureAlone() throws Exception {
    print("\u001b[?1049h\u001b[Hwhole picture");
    terminal.view(screen, Role.TYPE);
    print("\u001b[?1049l" + "shell output\r\n".repeat(SCROLLBACK / 8));
    terminal.view(back, Role.TYPE).resize(new TerminalSize(90, 20));

    TerminalSize last = new TerminalSize(90, 20);
    Eventually.passes(SOON, () -> assertThat(tty.sizes()).endsWith(last));
    assertThat(back.greeting().skipped()).isTrue();
    assertThat(tty.sizes()).containsExactly(TerminalSize.DEFAULT, last);
  }

  @Test
  void tellsATakenOverTtyNoSizeUntilAViewerHasOneAndThenHasItDrawItself() throws Exception {
    QueueTty known = new QueueTty();
    Terminal adopted = terminal();
    adopted.connect(known, true);
    Viewer viewer = adopted.view(back, Role.TYPE);
    assertThat(back.greeting().sized()).isFalse();
    assertThat(known.sizes()).isEmpty();

    viewer.resize(TerminalSize.DEFAULT);

    Eventually.passes(
        SOON,
        () ->
            assertThat(known.sizes())
                .containsExactly(new TerminalSize(80, 23), TerminalSize.DEFAULT));
    adopted.view(screen, Role.WATCH);
    assertThat(screen.greeting().sized()).isTrue();
  }
}
