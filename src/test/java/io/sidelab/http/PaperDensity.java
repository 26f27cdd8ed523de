package io.sidelab.http;

import io.sidelab.evidence.Bill;
import io.sidelab.evidence.DensityView;
import io.sidelab.evidence.DensityView.Budget;
import io.sidelab.evidence.GrowthPoint;
import io.sidelab.evidence.GrowthView;
import io.sidelab.evidence.GrowthView.OneVm;
import io.sidelab.evidence.RaceView;
import io.sidelab.evidence.RaceView.Lane;
import io.sidelab.workspace.DensityRuns;
import io.sidelab.workspace.WorkspaceFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Races and growing numbers that exist on paper only. */
final class PaperDensity implements DensityRuns {
  private static final Instant AT = PaperWorkspaces.CREATED;
  private static final long MIB = 1L << 20;

  final List<String> calls = new CopyOnWriteArrayList<>();
  volatile WorkspaceFailure refusal;
  private final PaperWorkspaces workspaces;

  PaperDensity(PaperWorkspaces workspaces) {
    this.workspaces = workspaces;
  }

  @Override
  public DensityView view(String learnerId, String id) throws WorkspaceFailure {
    workspaces.find(learnerId, id);
    return DensityView.of(
        AT,
        new Budget("The box", "debian:12", "The vm", 60, 5, 512 * MIB, 256 * MIB, MIB),
        "",
        Optional.of(race()),
        Optional.of(growth()));
  }

  private static RaceView race() {
    return new RaceView(
        "done",
        "",
        Optional.of(AT),
        Optional.of(9000L),
        "tcg: as the test says",
        RaceView.HOW,
        List.of(
            new Lane("box-1", "container", Optional.of(3L), Optional.of(403L), ""),
            new Lane("vm", "vm", Optional.of(0L), Optional.of(8000L), "")));
  }

  private static GrowthView growth() {
    List<GrowthPoint> points =
        List.of(
            new GrowthPoint(
                1, AT, 700, 2 * MIB, Optional.of(3 * MIB), Optional.of(900 * MIB), 100 * MIB, 0));
    Optional<OneVm> vm =
        Optional.of(new OneVm(AT, 300 * MIB, Optional.empty(), Optional.of(150 * MIB)));
    return new GrowthView(
        "done",
        "",
        "count",
        AT,
        60,
        1,
        0,
        points,
        vm,
        "",
        Optional.of(1000 * MIB),
        Optional.of(1000 * MIB),
        Optional.of(Bill.of(points, vm, Optional.of(1000 * MIB), MIB)),
        GrowthView.HOW);
  }

  @Override
  public DensityView race(String learnerId, String id, int containers) throws WorkspaceFailure {
    return noted(learnerId, id, "race " + containers);
  }

  @Override
  public DensityView grow(String learnerId, String id, int containers) throws WorkspaceFailure {
    return noted(learnerId, id, "grow " + containers);
  }

  @Override
  public DensityView stop(String learnerId, String id) throws WorkspaceFailure {
    return noted(learnerId, id, "stop");
  }

  private DensityView noted(String learnerId, String id, String call) throws WorkspaceFailure {
    DensityView view = view(learnerId, id);
    if (refusal != null) {
      throw refusal;
    }
    calls.add(id + " " + call);
    return view;
  }
}
