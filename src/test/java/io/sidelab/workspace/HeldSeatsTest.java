package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.workspace.Admission.Entry;
import io.sidelab.workspace.WorkspaceSettings.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Places that are kept free for a cohort. */
class HeldSeatsTest {
  private static final int LIMIT = 4;

  private final Admission admission = new Admission(LIMIT, 100);

  @Test
  void areNotGivenToOthers() {
    assertThat(admission.holdSeats("class", 3)).hasValue(List.of());

    assertThat(admission.enter(of("self-study"))).isEqualTo(Entry.ADMITTED);
    assertThat(admission.enter(of("self-study"))).isEqualTo(Entry.QUEUED);
    assertThat(admission.enter(of("other"))).isEqualTo(Entry.QUEUED);
    assertThat(admission.enter(of("class"))).isEqualTo(Entry.ADMITTED);
    assertThat(admission.capacity()).isEqualTo(new Capacity(2, LIMIT, 2, 2));
    assertThat(admission.capacity().full()).isTrue();
  }

  @Test
  void areNotHeldTwice() {
    admission.enter(of("self-study"));
    assertThat(admission.holdSeats("class", 2)).isPresent();

    assertThat(admission.placesFor(Optional.of("other"))).isEqualTo(1);
    assertThat(admission.placesFor(Optional.of("class"))).isEqualTo(3);
    assertThat(admission.holdSeats("other", 2)).isEmpty();
    assertThat(admission.holdSeats("other", 1)).isPresent();
    assertThat(admission.holdSeats("class", 3)).isEmpty();
    assertThat(admission.seatsLeft("class")).isEqualTo(2);
  }

  @Test
  void beyondThemTheCohortQueuesAsEverybody() {
    admission.holdSeats("class", 1);
    for (int others = 0; others < 3; others++) {
      admission.enter(of("self-study"));
    }
    Workspace first = of("class");
    Workspace second = of("class");

    assertThat(admission.enter(first)).isEqualTo(Entry.ADMITTED);
    assertThat(admission.enter(of("self-study"))).isEqualTo(Entry.QUEUED);
    assertThat(admission.enter(second)).isEqualTo(Entry.QUEUED);

    assertThat(admission.place(second)).hasValue(2);
    // The place that is free again is a held one: the cohort's, not that of the first who waits.
    assertThat(admission.leave(first)).containsExactly(second);
  }

  @Test
  void areAnybodysWhenTheyAreReleasedOrFewer() {
    admission.holdSeats("class", LIMIT);
    Workspace first = of("self-study");
    Workspace second = of("self-study");
    admission.enter(first);
    admission.enter(second);

    assertThat(admission.holdSeats("class", LIMIT - 1)).hasValue(List.of(first));
    assertThat(admission.releaseSeats("class")).containsExactly(second);
  }

  @Test
  void letThePoolInAndNobodyElse() {
    assertThat(admission.enterSeat(of("class"))).isFalse();
    admission.holdSeats("class", 1);

    assertThat(admission.enterSeat(of("other"))).isFalse();
    assertThat(admission.enterSeat(of("class"))).isTrue();
    assertThat(admission.enterSeat(of("class"))).isFalse();
  }

  @Test
  void countWhatAdoptedWorkspacesOfTheCohortHaveAlready() {
    for (int running = 0; running < 3; running++) {
      admission.occupy(of("class"));
    }

    assertThat(admission.holdSeats("class", LIMIT)).isPresent();
    assertThat(admission.seatsLeft("class")).isEqualTo(1);
  }

  @Test
  void countAsMemoryThatNobodyElseMayChoose() {
    admission.eachHolds(100, 0);
    Workspace greedy = of("self-study");
    admission.enter(greedy);
    assertThat(admission.holdSeats("class", 2)).isPresent();

    assertThat(admission.hold(greedy, 201)).isFalse();
    assertThat(admission.hold(greedy, 200)).isTrue();
    assertThat(admission.holdSeats("class", 3)).isEmpty();
  }

  /** Whatever comes in whichever order: the limit holds, and a held place is there when wanted. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neverExceedTheLimitNorGiveAPlaceTwice(long seed) {
    Random random = new Random(seed);
    List<String> cohorts = List.of("self-study", "red", "blue");
    Map<String, Integer> held = new HashMap<>();
    Set<Workspace> running = new HashSet<>();
    List<Workspace> queued = new ArrayList<>();
    for (int step = 0; step < 5_000; step++) {
      String cohort = cohorts.get(random.nextInt(cohorts.size()));
      List<Workspace> admitted = List.of();
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          boolean seat = count(running, cohort) < held.getOrDefault(cohort, 0);
          Workspace fresh = of(cohort);
          Entry entry = admission.enter(fresh);
          if (seat) {
            assertThat(entry).isEqualTo(Entry.ADMITTED);
          }
          if (entry == Entry.ADMITTED) {
            assertThat(running.add(fresh)).isTrue();
          } else if (entry == Entry.QUEUED) {
            queued.add(fresh);
          }
        }
        case 2 -> {
          Workspace pooled = of(cohort);
          if (admission.enterSeat(pooled)) {
            running.add(pooled);
            assertThat(count(running, cohort)).isLessThanOrEqualTo(held.getOrDefault(cohort, 0));
          }
        }
        case 3 -> {
          List<Workspace> all = new ArrayList<>(running);
          all.addAll(queued);
          if (!all.isEmpty()) {
            Workspace leaving = all.get(random.nextInt(all.size()));
            running.remove(leaving);
            queued.remove(leaving);
            admitted = admission.leave(leaving);
          }
        }
        case 4 -> {
          int wanted = random.nextInt(LIMIT + 1);
          if (!cohort.equals("self-study")) {
            Optional<List<Workspace>> granted = admission.holdSeats(cohort, wanted);
            granted.ifPresent(now -> held.put(cohort, wanted));
            admitted = granted.orElse(List.of());
          }
        }
        default -> {
          held.remove(cohort);
          admitted = admission.releaseSeats(cohort);
        }
      }
      for (Workspace one : admitted) {
        assertThat(queued.remove(one)).as("it waited").isTrue();
        assertThat(running.add(one)).as("it had no place yet").isTrue();
      }
      assertInvariants(held, running, queued);
    }
  }

  private void assertInvariants(
      Map<String, Integer> held, Set<Workspace> running, List<Workspace> queued) {
    int taken = running.size();
    for (Map.Entry<String, Integer> one : held.entrySet()) {
      int free = Math.max(0, one.getValue() - count(running, one.getKey()));
      taken += free;
      if (free > 0) {
        assertThat(queued).noneMatch(waiting -> waiting.cohort().equals(Optional.of(one.getKey())));
      }
    }
    assertThat(taken).isLessThanOrEqualTo(LIMIT);
    if (taken < LIMIT) {
      assertThat(queued).as("nobody waits for a place that is free").isEmpty();
    }
    assertThat(admission.capacity())
        .isEqualTo(new Capacity(running.size(), LIMIT, queued.size(), taken - running.size()));
  }

  private static int count(Set<Workspace> running, String cohort) {
    return (int) running.stream().filter(one -> one.cohort().equals(Optional.of(cohort))).count();
  }

  private Workspace of(String cohort) {
    return new Workspace(
        "w",
        "ada",
        Labs.of(),
        new Lifetime(Times.defaults(), Instant.EPOCH),
        false,
        new SerialQueue(Runnable::run),
        admission::place,
        Optional.of(cohort));
  }
}
