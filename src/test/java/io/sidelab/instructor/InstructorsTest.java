package io.sidelab.instructor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sidelab.instructor.InstructorFailure.Reason;
import io.sidelab.sqlite.SqliteStore;
import io.sidelab.testing.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class InstructorsTest {
  private static final String PASSWORD = "correct horse battery";

  @TempDir Path folder;

  private final MovableClock clock = new MovableClock();
  private SqliteStore store;
  private Instructors instructors;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("test.db"));
    instructors = new Instructors(store, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Instructor first() throws InstructorFailure {
    return instructors.join(instructors.links().first().orElseThrow(), "Ada", PASSWORD);
  }

  private static Reason refusal(ThrowingCallable action) {
    return catchThrowableOfType(InstructorFailure.class, action).reason();
  }

  @Test
  void theFirstLinkMakesOneAccountAndNeverASecond() throws Exception {
    String token = instructors.links().first().orElseThrow();
    Instructor ada = instructors.join(token, "Ada", PASSWORD);

    assertThat(instructors.identify("Ada", PASSWORD)).isEqualTo(ada);
    assertThat(refusal(() -> instructors.join(token, "Eve", PASSWORD))).isEqualTo(Reason.LINK_VOID);
    assertThat(instructors.links().first()).isEmpty();
  }

  @Test
  void aNewStartMakesTheFirstLinkAnewAndTheOlderOneIsVoid() throws Exception {
    String older = instructors.links().first().orElseThrow();
    String newer = instructors.links().first().orElseThrow();

    assertThat(refusal(() -> instructors.join(older, "Eve", PASSWORD))).isEqualTo(Reason.LINK_VOID);
    instructors.join(newer, "Ada", PASSWORD);
  }

  @Test
  void linksExpireTheFirstAfterADayAnInvitationAfterAWeek() throws Exception {
    String late = instructors.links().first().orElseThrow();
    clock.move(Links.FIRST);
    assertThat(refusal(() -> instructors.join(late, "Ada", PASSWORD))).isEqualTo(Reason.LINK_VOID);

    Instructor ada = first();
    String invitation = instructors.links().invite(ada).token();
    clock.move(Links.INVITED.minusMillis(1));
    instructors.links().check(invitation);
    clock.move(Duration.ofMillis(1));
    assertThat(refusal(() -> instructors.links().check(invitation))).isEqualTo(Reason.LINK_VOID);
    assertThat(instructors.links().open()).isEmpty();
  }

  @Test
  void oneLinkMakesOneAccountHoweverManyUseItAtOnce() throws Exception {
    String token = instructors.links().first().orElseThrow();
    ExecutorService people = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Optional<Reason>>> all =
          List.of("Ada", "Bob", "Cy", "Dee", "Eve", "Fay", "Gil", "Hal").stream()
              .<Callable<Optional<Reason>>>map(name -> () -> joined(token, name))
              .toList();
      List<Optional<Reason>> became = new java.util.ArrayList<>();
      for (Future<Optional<Reason>> one : people.invokeAll(all, 30, TimeUnit.SECONDS)) {
        became.add(one.get());
      }

      assertThat(became).filteredOn(Optional::isEmpty).hasSize(1);
      assertThat(became)
          .filteredOn(Optional::isPresent)
          .allMatch(reason -> reason.orElseThrow() == Reason.LINK_VOID);
      assertThat(instructors.list()).hasSize(1);
    } finally {
      people.shutdownNow();
    }
  }

  private Optional<Reason> joined(String token, String name) {
    try {
      instructors.join(token, name, PASSWORD);
      return Optional.empty();
    } catch (InstructorFailure failure) {
      return Optional.of(failure.reason());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ada", "ADA", "  ada ", "Ａｄａ"})
  void namesThatPeopleTakeForOneAreTakenAndLeaveTheLinkGood(String same) throws Exception {
    Instructor ada = first();
    String invitation = instructors.links().invite(ada).token();

    assertThat(refusal(() -> instructors.join(invitation, same, PASSWORD)))
        .isEqualTo(Reason.NAME_TAKEN);
    assertThat(instructors.identify(same, PASSWORD)).isEqualTo(ada);
    instructors.join(invitation, "Bob", PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "a\u0000b", "a\nb", "\u202Eadmin", "a\u200Bb", "\uD800"})
  void namesThatAreNoneAreRefusedAndLeaveTheLinkGood(String name) throws Exception {
    String token = instructors.links().first().orElseThrow();

    assertThat(refusal(() -> instructors.join(token, name, PASSWORD))).isEqualTo(Reason.BAD_NAME);
    assertThat(refusal(() -> instructors.join(token, "x".repeat(61), PASSWORD)))
        .isEqualTo(Reason.BAD_NAME);
    instructors.join(token, "é".repeat(60), PASSWORD);
  }

  @Test
  void passwordsHaveTenToAHundredAndTwentyEightCharactersAndNoOtherRules() throws Exception {
    String token = instructors.links().first().orElseThrow();
    for (String bad : List.of("", "123456789", "x".repeat(129))) {
      assertThat(refusal(() -> instructors.join(token, "Ada", bad))).isEqualTo(Reason.BAD_PASSWORD);
    }
    instructors.join(token, "Ada", "🐑".repeat(128));
    instructors.identify("Ada", "🐑".repeat(128));
  }

  @Test
  void passwordsAreStoredAsArgon2idWithOwaspsParameters() throws Exception {
    Instructor ada = first();

    assertThat(store.instructors().find(ada.id()).orElseThrow().passwordHash().orElseThrow())
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
        .doesNotContain(PASSWORD);
  }

  @Test
  void aWrongPasswordAndAnUnknownNameAreTheSameRefusal() throws Exception {
    first();
    InstructorFailure wrong =
        catchThrowableOfType(
            InstructorFailure.class, () -> instructors.identify("Ada", "wrong password"));
    InstructorFailure unknown =
        catchThrowableOfType(
            InstructorFailure.class, () -> instructors.identify("Nobody", PASSWORD));

    assertThat(wrong.reason()).isEqualTo(unknown.reason()).isEqualTo(Reason.SIGN_IN_FAILED);
    assertThat(wrong.getMessage()).isEqualTo(unknown.getMessage());
  }

  @Test
  void anUnknownNameTakesAsLongAsAWrongPassword() throws Exception {
    first();
    long known = quickest(() -> instructors.identify("Ada", "wrong password"));
    long unknown = quickest(() -> instructors.identify("Nobody", "wrong password"));

    // Both are one hash of some 50 ms; without it an unknown name would take a thousandth of that.
    assertThat((double) unknown / known).isBetween(0.4, 2.5);
  }

  private static long quickest(ThrowingCallable signIn) {
    long best = Long.MAX_VALUE;
    for (int time = 0; time < 5; time++) {
      long begin = System.nanoTime();
      assertThat(refusal(signIn)).isEqualTo(Reason.SIGN_IN_FAILED);
      best = Math.min(best, System.nanoTime() - begin);
    }
    return best;
  }

  @Test
  void aFloodOfSignInsIsTurnedAwayBeyondThoseThatWait() throws Exception {
    first();
    ExecutorService flood = Executors.newFixedThreadPool(60);
    try {
      Callable<Reason> attempt = () -> refusal(() -> instructors.identify("Ada", "wrong password"));
      List<Reason> became = new java.util.ArrayList<>();
      for (Future<Reason> one :
          flood.invokeAll(java.util.Collections.nCopies(60, attempt), 40, TimeUnit.SECONDS)) {
        became.add(one.get());
      }

      assertThat(became).contains(Reason.BUSY, Reason.SIGN_IN_FAILED);
      assertThat(instructors.identify("Ada", PASSWORD).name()).isEqualTo("Ada");
    } finally {
      flood.shutdownNow();
    }
  }

  @Test
  void aSessionEndsTwelveHoursAfterItsLastUseAndSevenDaysAfterItsBegin() throws Exception {
    Sessions sessions = instructors.sessions();
    Instructor ada = first();
    String unused = sessions.open(ada, "Firefox", "here").token();
    clock.move(Sessions.UNUSED);
    assertThat(sessions.find(unused)).isEmpty();

    String used = sessions.open(ada, "Firefox", "here").token();
    Duration step = Duration.ofHours(8);
    for (int time = 1; time < Sessions.LONGEST.dividedBy(step); time++) {
      clock.move(step);
      assertThat(sessions.find(used)).as("after %d times %s", time, step).isPresent();
    }
    clock.move(step);
    assertThat(sessions.find(used)).isEmpty();
    assertThat(sessions.of(ada)).isEmpty();
  }

  @Test
  void onlyHashesOfSecretsAreStored() throws Exception {
    Instructor ada = first();
    Secret<Session> session = instructors.sessions().open(ada, "Firefox", "here");
    Secret<Invitation> invitation = instructors.links().invite(ada);

    assertThat(store.sessions().of(ada.id()).toString()).doesNotContain(session.token());
    assertThat(store.instructors().links(clock.instant()).toString())
        .doesNotContain(invitation.token());
    assertThat(session.toString() + invitation)
        .doesNotContain(session.token())
        .doesNotContain(invitation.token());
  }

  @Test
  void aNewPasswordEndsTheOtherSessionsAndNeedsTheOldOne() throws Exception {
    Sessions sessions = instructors.sessions();
    Instructor ada = first();
    Secret<Session> here = sessions.open(ada, "Firefox", "here");
    Secret<Session> there = sessions.open(ada, "Chrome", "there");

    assertThat(
            refusal(() -> instructors.changePassword(here.made(), "not the old", "new password")))
        .isEqualTo(Reason.WRONG_PASSWORD);
    assertThat(sessions.find(there.token())).isPresent();
    instructors.changePassword(here.made(), PASSWORD, "new password");

    assertThat(sessions.find(here.token())).isPresent();
    assertThat(sessions.find(there.token())).isEmpty();
    assertThat(refusal(() -> instructors.identify("Ada", PASSWORD)))
        .isEqualTo(Reason.SIGN_IN_FAILED);
    assertThat(instructors.identify("Ada", "new password")).isEqualTo(ada);
  }

  @Test
  void aRemovedInstructorLosesSessionsAndInvitationsAndTheLastOneStays() throws Exception {
    Instructor ada = first();
    Instructor bob =
        instructors.join(instructors.links().invite(ada).token(), "Bob", "another password");
    String session = instructors.sessions().open(bob, "Firefox", "here").token();
    String invitation = instructors.links().invite(bob).token();

    instructors.remove(bob.id());

    assertThat(instructors.sessions().find(session)).isEmpty();
    assertThat(refusal(() -> instructors.links().check(invitation))).isEqualTo(Reason.LINK_VOID);
    assertThat(refusal(() -> instructors.remove(bob.id()))).isEqualTo(Reason.NOT_FOUND);
    assertThat(refusal(() -> instructors.remove(ada.id()))).isEqualTo(Reason.LAST_INSTRUCTOR);
  }

  @Test
  void invitationsAndSessionsOfOneInstructorAreBounded() throws Exception {
    Instructor ada = first();
    String oldest = instructors.sessions().open(ada, "Firefox", "here").token();
    for (int one = 0; one < Sessions.MOST; one++) {
      clock.move(Duration.ofSeconds(1));
      instructors.sessions().open(ada, "Firefox", "here");
    }
    assertThat(instructors.sessions().of(ada)).hasSize(Sessions.MOST);
    assertThat(instructors.sessions().find(oldest)).isEmpty();

    for (int one = 0; one < Links.MOST; one++) {
      instructors.links().invite(ada);
    }
    assertThat(refusal(() -> instructors.links().invite(ada)))
        .isEqualTo(Reason.TOO_MANY_INVITATIONS);
  }
}
