package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.content.Lab;
import io.sidelab.docker.DockerEngine;
import io.sidelab.engine.MachineSpec;
import io.sidelab.evidence.DensityView;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How runs end before their time, who may not begin one, and that nothing of them stays. */
@Timeout(240)
class DensityEndsIT extends DensityFixture {
  @Test
  void stopsInTheMiddleAndRemovesWhatItMade() throws Exception {
    server = setup().serve();
    WorkspaceView view = server.ready("ada", lab(false, 40, 512 * MIB));
    runs().grow("ada", view.id(), 40);
    makes(6);

    runs().stop("ada", view.id());

    DensityView measured = over(view);
    assertThat(measured.growth().orElseThrow().state()).isEqualTo("stopped");
    assertThat(measured.growth().orElseThrow().endedBy()).isEqualTo("stopped");
    assertThat(measured.growth().orElseThrow().bill()).isPresent();
    removesAllButTheLearnersOwn(1);
    assertThat(server.workspaces.find("ada", view.id()).state()).isEqualTo(WorkspaceState.READY);
  }

  @Test
  void endsWithItsWorkspace() throws Exception {
    server = setup().serve();
    WorkspaceView view = server.ready("ada", lab(false, 40, 512 * MIB));
    runs().grow("ada", view.id(), 40);
    makes(3);

    server.workspaces.close("ada", view.id());

    server.reaches("ada", view.id(), WorkspaceState.CLOSED);
    engine.assertNothingLeft();
    refused(Reason.WRONG_STATE, () -> runs().race("ada", view.id(), 1));
  }

  @Test
  void endsWithTheServerInTheMiddleOfARace() throws Exception {
    server = setup().serve();
    WorkspaceView view = server.ready("ada", lab(true, 40, 512 * MIB));
    runs().race("ada", view.id(), 6);
    makes(3);

    server.close();

    engine.assertNothingLeft();
    assertThat(densityThreads()).isEmpty();
  }

  @Test
  void endsWithAServerThatLeavesItsMachinesToTheNextOne() throws Exception {
    server = setup().with(Settings.keeping()).serve();
    WorkspaceView view = server.ready("ada", lab(false, 40, 512 * MIB));
    runs().grow("ada", view.id(), 40);
    makes(3);

    server.close();

    removesAllButTheLearnersOwn(1);
    engine.sweep();
  }

  @Test
  void whatAKilledServerLeftIsRemovedByTheNextOneAndTheWorkspaceGoesOn() throws Exception {
    Lab lab = lab(false, 40, 512 * MIB);
    server = setup().with(new DockerEngine(TestEngine.settings())).serve(lab);
    WorkspaceView view = server.ready("ada", lab);
    server.drop();
    Map<String, String> labels = new HashMap<>(engine.labels());
    labels.put("io.sidelab.workspace", view.id());
    labels.put("io.sidelab.density-run", "of-another-time");
    MachineSpec orphan = engine.labelled(labels);
    engine.engine().machines().start(engine.engine().machines().create(orphan));

    server = setup().serve(lab);

    server.machineReaches("ada", view.id(), "box", MachineState.READY);
    Eventually.passes(RUN, () -> removesAllButTheLearnersOwn(1));
    runs().grow("ada", view.id(), 2);
    assertThat(over(view).growth().orElseThrow().state()).isEqualTo("done");
  }

  @Test
  void isRefusedToOthersWhileOneGoesOnAndBeyondWhatTheServerBears() throws Exception {
    DensitySettings usual = DensitySettings.defaults();
    server =
        setup()
            .with(
                Settings.with(
                    new DensitySettings(
                        1, 10, usual.memoryBytes(), usual.diskBytes(), usual.floorBytes())))
            .serve();
    Lab lab = lab(false, 40, 512 * MIB);
    WorkspaceView view = server.ready("ada", lab);
    WorkspaceView other = server.ready("bob", lab);
    assertThat(runs().view("ada", view.id()).budget().containers()).isEqualTo(10);
    runs().grow("ada", view.id(), 10);

    refused(Reason.WRONG_STATE, () -> runs().race("ada", view.id(), 1));
    refused(Reason.NOT_FOUND, () -> runs().view("bob", view.id()));
    refused(Reason.NOT_FOUND, () -> runs().grow("bob", view.id(), 1));
    refused(Reason.NOT_FOUND, () -> runs().stop("bob", view.id()));
    refused(Reason.BUSY, () -> runs().grow("bob", other.id(), 1));

    runs().stop("ada", view.id());
    over(view);
    runs().grow("bob", other.id(), 1);
    assertThat(over(other).growth().orElseThrow().state()).isEqualTo("done");
  }

  @Test
  void aLabWithoutItHasNone() throws Exception {
    server = setup().serve();
    WorkspaceView view = server.ready("ada", Labs.of(Labs.box(engine.busybox())));

    refused(Reason.NO_SUCH_PART, () -> runs().view("ada", view.id()));
    refused(Reason.NO_SUCH_PART, () -> runs().grow("ada", view.id(), 1));
  }

  @Test
  void aGuessWaitsForTheRunThatMeasuresItAndTheFirstOneStays() throws Exception {
    server = setup().serve();
    WorkspaceView view = server.ready("ada", lab(true, 10, 512 * MIB));
    server.machineReaches("ada", view.id(), "vm", MachineState.READY);

    PredictionOutcome waiting = server.workspaces.predict("ada", view.id(), "factor", "20");
    assertThat(waiting).isEqualTo(new PredictionOutcome("20", "", ""));
    assertThat(server.workspaces.predict("ada", view.id(), "factor", "3")).isEqualTo(waiting);
    runs().grow("ada", view.id(), 2);
    String factor = over(view).figures().get("growth/memory-factor");

    Eventually.passes(
        TestServer.SOON,
        () ->
            assertThat(server.workspaces.find("ada", view.id()).predictions())
                .containsEntry("factor", new PredictionOutcome("20", factor, "Because.")));
    assertThat(server.store.predictions(view.id()))
        .singleElement()
        .satisfies(made -> assertThat(made.measured()).isEqualTo(factor));
  }

  private static void refused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            WorkspaceFailure.class, failure -> assertThat(failure.reason()).isEqualTo(reason));
  }
}
