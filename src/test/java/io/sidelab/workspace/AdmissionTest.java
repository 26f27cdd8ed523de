package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.workspace.Admission.Entry;
import io.sidelab.workspace.WorkspaceSettings.Times;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private final Admission admission = new Admission(1, 2);

  @Test
  void admitsQueuesAndRefusesInOrder() {
    assertThat(admission.enter(workspace("a"))).isEqualTo(Entry.ADMITTED);
    assertThat(admission.enter(workspace("b"))).isEqualTo(Entry.QUEUED);
    assertThat(admission.enter(workspace("c"))).isEqualTo(Entry.QUEUED);
    assertThat(admission.enter(workspace("d"))).isEqualTo(Entry.REFUSED);
    assertThat(admission.capacity()).isEqualTo(new Capacity(1, 1, 2));
  }

  @Test
  void givesRoomToTheFirstInTheQueue() {
    Workspace first = workspace("a");
    Workspace second = workspace("b");
    Workspace third = workspace("c");
    List.of(first, second, third).forEach(admission::enter);

    assertThat(admission.leave(first)).containsExactly(second);
    assertThat(admission.place(third)).hasValue(1);
    assertThat(admission.place(second)).isEqualTo(OptionalInt.empty());
  }

  @Test
  void givesNoRoomWhenSomebodyLeavesTheQueue() {
    Workspace second = workspace("b");
    Workspace third = workspace("c");
    List.of(workspace("a"), second, third).forEach(admission::enter);

    assertThat(admission.leave(second)).isEmpty();
    assertThat(admission.place(third)).hasValue(1);
  }

  @Test
  void goesBackBelowTheLimitAfterAnAdoptionAboveIt() {
    Workspace first = workspace("a");
    Workspace second = workspace("b");
    Workspace third = workspace("c");
    admission.occupy(first);
    admission.occupy(second);
    admission.enter(third);

    assertThat(admission.leave(first)).isEmpty();
    assertThat(admission.leave(second)).containsExactly(third);
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
