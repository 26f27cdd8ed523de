package io.sidelab.workshop;

import io.sidelab.store.ParticipantRecord;
import io.sidelab.store.WorkshopRecord;
import io.sidelab.terminal.Terminal;
import io.sidelab.workspace.WorkspaceFailure;
import io.sidelab.workspace.WorkspaceView;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All learners of a class at once. Asks nothing but memory and the store. */
public final class Tower {
  private final Workshops workshops;
  private final Clock clock;
  private final Complaints complaints = new Complaints();

  Tower(Workshops workshops, Clock clock) {
    this.workshops = workshops;
    this.clock = clock;
  }

  /** The class as it is now. */
  public TowerView look(String instructorId, String workshopId) throws WorkshopFailure {
    WorkshopRecord workshop = workshops.owned(instructorId, workshopId);
    Classroom room = workshops.room(workshopId);
    Map<String, Standing> standings = room.ledger().standings();
    double median = median(standings);
    Set<String> present = room.present();
    Instant now = clock.instant();
    List<LearnerRow> rows =
        workshops.store().participants(workshopId).stream()
            .map(
                one ->
                    row(
                        one,
                        standings.getOrDefault(one.id(), Standing.joined(one.joined())),
                        present.contains(one.id()),
                        median,
                        now))
            .toList();
    return new TowerView(workshop, now, median, rows);
  }

  /** The terminals of all learners of the class, as they are in their labs now, by name. */
  public Map<String, Terminal> terminals(String instructorId, String workshopId)
      throws WorkshopFailure {
    workshops.owned(instructorId, workshopId);
    Map<String, Standing> standings = workshops.room(workshopId).ledger().standings();
    return workshops.store().participants(workshopId).stream()
        .filter(one -> standings.containsKey(one.id()))
        .flatMap(one -> workspace(one, standings.get(one.id())).stream())
        .flatMap(view -> terminals(view).stream())
        .collect(Collectors.toMap(Terminal::id, Function.identity(), (one, same) -> one));
  }

  private LearnerRow row(
      ParticipantRecord participant,
      Standing standing,
      boolean present,
      double median,
      Instant now) {
    Optional<WorkspaceView> workspace = workspace(participant, standing);
    List<Terminal> terminals =
        workspace.stream().flatMap(view -> terminals(view).stream()).toList();
    Instant active =
        terminals.stream()
            .map(Terminal::lastTyped)
            .filter(standing.active()::isBefore)
            .max(Instant::compareTo)
            .orElse(standing.active());
    return new LearnerRow(
        participant,
        present,
        standing,
        workspace,
        active,
        Stuck.why(standing, active, median, repeated(terminals), now));
  }

  private Map<String, Integer> repeated(List<Terminal> terminals) {
    Map<String, Integer> all = new LinkedHashMap<>();
    terminals.forEach(
        terminal ->
            complaints.of(terminal).forEach((line, times) -> all.merge(line, times, Math::max)));
    return all;
  }

  private Optional<WorkspaceView> workspace(ParticipantRecord participant, Standing standing) {
    if (standing.workspaceId().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          workshops.workspaces().find(participant.learnerId(), standing.workspaceId()));
    } catch (WorkspaceFailure forgotten) {
      return Optional.empty(); // It ended long ago.
    }
  }

  /** A terminal of one of the instructor's learners, as they work now. */
  public Optional<Terminal> terminal(String instructorId, String terminalId) {
    return workshops.preparation().of(instructorId).stream()
        .filter(workshop -> Preparation.state(workshop) != WorkshopState.ENDED)
        .flatMap(workshop -> working(workshop.id()))
        .flatMap(view -> terminals(view).stream())
        .filter(terminal -> terminal.id().equals(terminalId))
        .findFirst();
  }

  private Stream<WorkspaceView> working(String workshopId) {
    return workshops.store().participants(workshopId).stream()
        .flatMap(one -> workshops.attendance().running(one.learnerId(), workshopId).stream());
  }

  private List<Terminal> terminals(WorkspaceView view) {
    try {
      return workshops.workspaces().terminals(view.learnerId(), view.id());
    } catch (WorkspaceFailure forgotten) {
      return List.of();
    }
  }

  /** Of those who have started a lab. */
  private static double median(Map<String, Standing> standings) {
    int[] passed =
        standings.values().stream()
            .filter(standing -> !standing.workspaceId().isEmpty())
            .mapToInt(standing -> standing.passed().values().stream().mapToInt(Set::size).sum())
            .sorted()
            .toArray();
    if (passed.length == 0) {
      return 0;
    }
    int middle = passed.length / 2;
    return passed.length % 2 == 1 ? passed[middle] : (passed[middle - 1] + passed[middle]) / 2.0;
  }
}
