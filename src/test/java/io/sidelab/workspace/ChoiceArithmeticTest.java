package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.content.MachineChoices.MemoryRange;
import io.sidelab.workspace.Admission.Entry;
import io.sidelab.workspace.WorkspaceSettings.Times;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What choices of learners do to the room that a server has. */
class ChoiceArithmeticTest {
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  private final Admission admission = new Admission(3, 2);
  private final Workspace first = workspace("a");
  private final Workspace second = workspace("b");

  @Test
  void uptoTheLargestLabsSizeNobodyIsAsked() {
    begin(100, 300);

    assertThat(admission.hold(first, 100)).isTrue();
    assertThat(admission.enter(second)).isEqualTo(Entry.ADMITTED);
    assertThat(admission.enter(workspace("c"))).isEqualTo(Entry.ADMITTED);
  }

  @Test
  void whatOneChoosesMoreIsNotThereForAnotherUntilItIsGivenBack() {
    begin(100, 300);
    assertThat(admission.hold(first, 250)).isTrue();

    assertThat(admission.enter(second)).isEqualTo(Entry.QUEUED);
    assertThat(admission.holdLess(first, 150)).containsExactly(second);
  }

  @Test
  void whatDoesNotFitChangesNothing() {
    begin(100, 300);
    admission.enter(second);

    assertThat(admission.hold(first, 201)).isFalse();
    assertThat(admission.left(first)).isEqualTo(200);
    assertThat(admission.hold(first, 200)).isTrue();
    assertThat(admission.hold(second, 101)).isFalse();
    assertThat(admission.enter(workspace("c"))).isEqualTo(Entry.QUEUED);
  }

  @Test
  void anEndGivesBackWhatWasChosen() {
    begin(100, 300);
    admission.hold(first, 300);
    admission.enter(second);

    assertThat(admission.leave(first)).containsExactly(second);
    assertThat(admission.hold(second, 300)).isTrue();
  }

  @Test
  void anAdoptedChoiceIsCountedEvenWhereItIsTooMuch() {
    admission.eachHolds(100, 50);
    admission.occupy(first);
    admission.holds(first, 500);
    admission.hostHas(350);

    assertThat(admission.enter(second)).isEqualTo(Entry.QUEUED);
    assertThat(admission.holdLess(first, 90)).containsExactly(second);
  }

  @Test
  void whoHasNoMachinesHoldsNothing() {
    begin(100, 300);

    assertThat(admission.hold(second, 10)).isFalse();
  }

  @Test
  void theOperatorsLimitIsWorthItsPlacesOnASmallHost() {
    begin(100, 50);

    assertThat(admission.left(first)).isEqualTo(300);
  }

  @Test
  void aShareOfTheHostIsCutToWholeSteps() {
    MemoryRange half = new MemoryRange(192 * MIB, 64 * GIB, 50);

    assertThat(Offers.memory(half, 24_105 * MIB).toBytes()).isEqualTo(12_032 * MIB);
    assertThat(Offers.memory(half, 256 * GIB).toBytes()).isEqualTo(64 * GIB);
    assertThat(Offers.memory(half, 300 * MIB).toBytes()).isEqualTo(192 * MIB);
  }

  private void begin(long usual, long host) {
    admission.eachHolds(usual, 0);
    admission.hostHas(host);
    admission.enter(first);
  }

  private Workspace workspace(String id) {
    return new Workspace(
        id,
        "ada",
        Labs.of(),
        new Lifetime(Times.defaults(), Instant.EPOCH),
        false,
        new SerialQueue(Runnable::run),
        admission::place);
  }
}
