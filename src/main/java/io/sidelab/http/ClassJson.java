package io.sidelab.http;

import io.sidelab.content.Lab;
import io.sidelab.content.LabCatalog;
import io.sidelab.store.BroadcastRecord;
import io.sidelab.store.WorkshopRecord;
import io.sidelab.workshop.ClassView;
import io.sidelab.workshop.Event;
import io.sidelab.workshop.EventKind;
import io.sidelab.workspace.WorkspaceView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A workshop on the wire, as one of its learners sees it.
 *
 * @param state prepared, open or ended
 * @param hand since when the learner waits for the instructor
 * @param place where everybody was last asked to go
 * @param broadcast the instructor's terminal, while everybody sees it
 */
record ClassJson(
    String id,
    String title,
    String state,
    boolean paused,
    Instant starts,
    String name,
    Optional<Instant> hand,
    List<LabJson> labs,
    Optional<PlaceJson> place,
    Optional<String> broadcast,
    List<MessageJson> messages) {

  /**
   * One lab of the workshop.
   *
   * @param passed steps that the learner has passed
   * @param tasks steps that have a check
   * @param workspace the learner's, while it goes on
   */
  record LabJson(
      String id,
      String title,
      int minutes,
      int passed,
      long tasks,
      Optional<String> workspace,
      Optional<String> workspaceState) {}

  /** A step of a lab. */
  record PlaceJson(String lab, int step) {}

  /**
   * What the instructor said.
   *
   * @param command whether it is one for a terminal
   * @param personal whether to this learner only
   */
  record MessageJson(long id, Instant when, boolean command, boolean personal, String text) {
    static MessageJson of(Event event) {
      return new MessageJson(
          event.sequence(),
          event.when(),
          event.kind() == EventKind.COMMAND,
          event.participantId().isPresent(),
          event.detail());
    }
  }

  static ClassJson of(ClassView view, LabCatalog catalog) {
    WorkshopRecord workshop = view.workshop();
    return new ClassJson(
        workshop.id(),
        workshop.title(),
        workshop.state().toLowerCase(Locale.ROOT),
        workshop.pausedSince().isPresent(),
        workshop.starts(),
        view.me().name(),
        view.standing().handRaised(),
        workshop.labs().stream()
            .flatMap(id -> catalog.find(id).stream())
            .map(lab -> lab(lab, view))
            .toList(),
        workshop.labNow().map(lab -> new PlaceJson(lab, workshop.stepNow())),
        workshop.broadcast().map(BroadcastRecord::terminalId),
        view.messages().stream().map(MessageJson::of).toList());
  }

  private static LabJson lab(Lab lab, ClassView view) {
    Optional<WorkspaceView> running =
        view.running().stream().filter(one -> one.labId().equals(lab.id())).findFirst();
    return new LabJson(
        lab.id(),
        lab.title(),
        lab.minutes(),
        view.standing().passedIn(lab.id()).size(),
        lab.steps().stream().filter(step -> step.check().isPresent()).count(),
        running.map(WorkspaceView::id),
        running.map(one -> one.state().name().toLowerCase(Locale.ROOT)));
  }
}
