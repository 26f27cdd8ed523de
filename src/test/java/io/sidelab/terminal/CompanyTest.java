package io.sidelab.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.engine.TerminalSize;
import io.sidelab.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Guests at a terminal: who hears of them, and what they may do. */
@Timeout(60)
class CompanyTest extends TerminalFixture {
  private static final GuestName ADA = new GuestName("Ada, instructor");

  private final QueueTty tty = new QueueTty();
  private final RecordingScreen learner = new RecordingScreen();
  private final RecordingScreen ada = new RecordingScreen();
  private final Terminal terminal = terminal();
  private final Viewer owner = terminal.view(learner, Role.TYPE);

  private Viewer adaComes() throws Exception {
    Viewer guest = terminal.visit(ada, ADA, Arrival.NEW);
    Eventually.until("told", SOON, () -> !ada.companies().isEmpty());
    return guest;
  }

  /** Comes, asks and is let. */
  private Viewer adaTypes() throws Exception {
    Viewer guest = adaComes();
    guest.ask();
    owner.answer(idOfAda(), true);
    selfOfAda("Ada, instructor types");
    return guest;
  }

  private String idOfAda() {
    List<Company> told = learner.companies();
    return told.get(told.size() - 1).others().get(0).id();
  }

  /** Guests are told by a worker. */
  private void selfOfAda(String expected) throws Exception {
    Eventually.passes(SOON, () -> assertThat(ada.self()).isEqualTo(expected));
  }

  private void typed(String expected) throws Exception {
    Eventually.passes(SOON, () -> assertThat(tty.typedText()).isEqualTo(expected));
  }

  @Test
  void theLearnerHearsWhoComesAndGoes() throws Exception {
    assertThat(learner.companies()).isEmpty();
    Viewer guest = adaComes();

    assertThat(learner.others()).containsExactly("Ada, instructor");
    assertThat(ada.others()).isEmpty();
    assertThat(ada.self()).isEqualTo("Ada, instructor");
    assertThat(ada.calls().get(0)).startsWith("hello WATCH");
    assertThat(terminal.guests()).isEqualTo(1);
    assertThat(terminal.viewers()).isEqualTo(2);

    guest.close();
    assertThat(learner.others()).isEmpty();
    assertThat(terminal.guests()).isZero();
  }

  @Test
  void theLearnersOwnFurtherWindowsAreNoCompany() throws Exception {
    RecordingScreen projector = new RecordingScreen();
    terminal.view(projector, Role.WATCH);
    assertThat(learner.companies()).isEmpty();
    assertThat(projector.companies()).isEmpty();

    adaComes();
    assertThat(projector.others()).containsExactly("Ada, instructor");
  }

  @Test
  void aWindowThatComesLaterHearsWhoIsThereAlready() throws Exception {
    adaTypes();
    RecordingScreen later = new RecordingScreen();
    terminal.view(later, Role.TYPE);
    assertThat(later.others()).containsExactly("Ada, instructor types");
  }

  @Test
  void guestsHearOfEachOtherAndWhetherTheLearnerIsThere() throws Exception {
    adaComes();
    RecordingScreen ben = new RecordingScreen();
    terminal.visit(ben, new GuestName("Ben"), Arrival.NEW);
    Eventually.passes(SOON, () -> assertThat(ada.others()).containsExactly("Ben"));
    Eventually.passes(SOON, () -> assertThat(ben.others()).containsExactly("Ada, instructor"));
    assertThat(ben.companies().get(0).attended()).isTrue();

    owner.close();
    Eventually.passes(
        SOON,
        () -> assertThat(ben.companies().get(ben.companies().size() - 1).attended()).isFalse());
  }

  @Test
  void aGuestTypesOnlyWhileTheLearnerAllowsIt() throws Exception {
    terminal.connect(tty);
    Viewer guest = adaComes();
    boolean[] taken = new boolean[1];
    guest.type(bytes("no "), () -> taken[0] = true);
    assertThat(taken[0]).isTrue();
    owner.answer(idOfAda(), true); // she did not ask
    guest.type(bytes("no "), () -> {});
    guest.ask();
    assertThat(learner.others()).containsExactly("Ada, instructor asks");
    guest.type(bytes("no "), () -> {});

    owner.answer(idOfAda(), true);
    assertThat(learner.others()).containsExactly("Ada, instructor types");
    guest.type(bytes("hi "), () -> {});
    owner.type(bytes("both "), () -> {});
    guest.type(bytes("type "), () -> {});

    owner.answer(idOfAda(), false);
    assertThat(learner.others()).containsExactly("Ada, instructor");
    guest.type(bytes("no "), () -> {});
    owner.type(bytes("end"), () -> {});
    typed("hi both type end");
    selfOfAda("Ada, instructor");
  }

  @Test
  void anyWindowOfTheLearnersMayAnswerButNoGuest() throws Exception {
    Viewer guest = adaComes();
    Viewer ben = terminal.visit(new RecordingScreen(), new GuestName("Ben"), Arrival.NEW);
    guest.ask();
    guest.answer("1", true);
    ben.answer("1", true);
    assertThat(learner.others()).containsExactly("Ada, instructor asks", "Ben");

    terminal.view(new RecordingScreen(), Role.WATCH).answer("1", true);
    assertThat(learner.others()).containsExactly("Ada, instructor types", "Ben");
    owner.ask();
    owner.answer("77", true);
    owner.answer("", false);
    assertThat(learner.others()).containsExactly("Ada, instructor types", "Ben");
  }

  @Test
  void aGuestWhoWasRefusedAsksAgainOnlyAfterAMinuteAlsoFromAnotherWindow() throws Exception {
    Viewer guest = adaComes();
    guest.ask();
    owner.answer(idOfAda(), false);
    selfOfAda("Ada, instructor");
    int told = ada.companies().size();

    guest.ask();
    Eventually.until("an answer", SOON, () -> ada.companies().size() > told);
    assertThat(ada.self()).isEqualTo("Ada, instructor");
    guest.close();
    Viewer again = terminal.visit(ada, ADA, Arrival.NEW);
    again.ask();
    assertThat(learner.others()).containsExactly("Ada, instructor");

    time.move(Duration.ofSeconds(60));
    again.ask();
    assertThat(learner.others()).containsExactly("Ada, instructor asks");
  }

  @Test
  void aGuestWhoIsDoneTypesNoMoreAndMayAskAgainAtOnce() throws Exception {
    terminal.connect(tty);
    Viewer guest = adaTypes();
    guest.done();
    assertThat(learner.others()).containsExactly("Ada, instructor");
    guest.type(bytes("no"), () -> {});
    guest.ask();
    assertThat(learner.others()).containsExactly("Ada, instructor asks");
    guest.done();
    owner.answer(idOfAda(), true);
    assertThat(learner.others()).containsExactly("Ada, instructor");
    owner.done();
    owner.type(bytes("end"), () -> {});
    typed("end");
  }

  @Test
  void consentEndsWhenTheGuestLeaves() throws Exception {
    terminal.connect(tty);
    Viewer guest = adaTypes();
    guest.close();
    guest.type(bytes("no"), () -> {});
    Viewer again = adaComes();
    assertThat(learner.others()).containsExactly("Ada, instructor");
    again.type(bytes("no"), () -> {});
    owner.type(bytes("end"), () -> {});
    typed("end");
  }

  @Test
  void consentEndsWithTheProgramButNotWithTheEngine() throws Exception {
    LostEngineTty lost = new LostEngineTty();
    terminal.connect(lost);
    adaTypes();
    lost.exit(OptionalInt.empty());
    Eventually.until("lost", SOON, () -> learner.calls().contains("interrupted ENGINE_LOST"));
    terminal.connect(tty);
    assertThat(learner.others()).containsExactly("Ada, instructor types");

    tty.exit(OptionalInt.of(0));
    Eventually.until("ended", SOON, () -> learner.calls().contains("exited 0"));
    terminal.connect(new QueueTty());
    assertThat(learner.others()).containsExactly("Ada, instructor");
  }

  @Test
  void aGuestNeverSetsTheSize() throws Exception {
    terminal.connect(tty);
    adaTypes().resize(new TerminalSize(10, 10));
    assertThat(terminal.size()).isEqualTo(TerminalSize.DEFAULT);
    assertThat(tty.sizes()).doesNotContain(new TerminalSize(10, 10));
  }

  @Test
  void aGuestCannotTakeTheNameOfALearnersWindow() throws Exception {
    Arrival arrival = new Arrival(Optional.of("window-1"), Optional.empty());
    RecordingScreen window = new RecordingScreen();
    terminal.view(window, Role.TYPE, arrival);
    terminal.visit(ada, ADA, arrival);
    terminal.visit(new RecordingScreen(), new GuestName("Ben"), arrival);
    assertThat(terminal.viewers()).isEqualTo(4);

    terminal.visit(new RecordingScreen(), ADA, arrival);
    assertThat(terminal.viewers()).isEqualTo(4);
    assertThat(ada.calls()).endsWith("closed VIEWER_LOST");
    assertThat(window.calls()).hasSize(1);
    assertThat(learner.others()).containsExactly("Ben", "Ada, instructor");
  }

  @Test
  void aDeafWindowHearsOfManyChangesOnceAndOfTheLastForSure() throws Exception {
    DeafScreen deaf = new DeafScreen();
    terminal.view(deaf, Role.TYPE);
    List<Viewer> guests = new ArrayList<>();
    for (int number = 0; number < 60; number++) {
      GuestName name = new GuestName("Learner " + number);
      guests.add(terminal.visit(new RecordingScreen(), name, Arrival.NEW));
    }
    assertThat(deaf.companies()).hasSize(1);
    guests.get(40).ask();
    deaf.wake();

    assertThat(deaf.companies()).hasSize(2);
    assertThat(deaf.others()).hasSize(Company.MOST).startsWith("Learner 40 asks", "Learner 0");
    assertThat(deaf.companies().get(1).more()).isEqualTo(60 - Company.MOST);
    guests.forEach(Viewer::close);
    assertThat(deaf.others()).isEmpty();
    assertThat(deaf.violations()).isEmpty();
  }

  @Test
  void namesHoldNothingThatHidesOrTurnsText() {
    assertThat(new GuestName("Åsa Ó, 講師 🙂").text()).hasSize(12);
    for (String bad :
        List.of(
            "", " ", "a ", " a", "a\nb", "a\u001b[2J", "a\u202eb", "a\u200bb", "x".repeat(81))) {
      assertThatThrownBy(() -> new GuestName(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
