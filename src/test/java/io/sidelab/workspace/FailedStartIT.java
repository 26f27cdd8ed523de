package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.content.Lab;
import io.sidelab.content.LabFile;
import io.sidelab.content.MachineDefinition;
import io.sidelab.content.MachineDefinition.NetworkAccess;
import io.sidelab.store.StoreException;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts that go wrong, in the middle or on the way. */
@Timeout(120)
class FailedStartIT {
  private static TestEngine engine;

  @TempDir Path data;
  private final ImagesOnDemand images = new ImagesOnDemand();
  private TestServer server;

  @BeforeAll
  static void connect() throws Exception {
    engine = new TestEngine();
  }

  @AfterAll
  static void disconnect() throws Exception {
    engine.close();
  }

  @AfterEach
  void leavesNothing() throws Exception {
    server.close();
    engine.assertNothingLeft();
  }

  @Test
  void leavesNothingWhenALaterMachineDoesNotStart() throws Exception {
    server = setup().serve();
    WorkspaceView begun =
        server.workspaces.start(
            "ada",
            Labs.of(
                Labs.container("box", engine.busybox(), NetworkAccess.ISOLATED, false),
                broken(false)));

    WorkspaceView failed = server.reaches("ada", begun.id(), WorkspaceState.FAILED);

    assertThat(failed.end()).contains(EndReason.START_FAILED);
    assertThat(failed.message()).startsWith("Machine broken: ");
    engine.assertNothingLeft();
    assertThat(server.workspaces.capacity().running()).isZero();
  }

  @Test
  void goesOnWithoutAMachineThatIsOptional() throws Exception {
    server = setup().serve();

    WorkspaceView view = server.ready("ada", Labs.of(Labs.box(engine.busybox()), broken(true)));

    MachineView broken = server.machineReaches("ada", view.id(), "broken", MachineState.FAILED);
    assertThat(broken.message()).isNotBlank();
    assertThat(broken.engineId()).isEmpty();
    assertThat(engine.engine().machines().list(engine.labels())).hasSize(1);
  }

  @Test
  void failsWhenNothingAtAllCanBeHad() throws Exception {
    server = setup().serve();

    WorkspaceView view = server.workspaces.start("ada", Labs.of(broken(true)));

    server.reaches("ada", view.id(), WorkspaceState.FAILED);
  }

  @Test
  void failsWithTheReasonWhenAFileCannotBeRead() throws Exception {
    server = setup().serve();
    LabFile missing = new LabFile(data.resolve("nowhere"), "/opt/file", 0644);

    WorkspaceView view =
        server.workspaces.start("ada", Labs.of(Labs.withFiles(engine.busybox(), missing)));

    WorkspaceView failed = server.reaches("ada", view.id(), WorkspaceState.FAILED);
    assertThat(failed.message()).contains("A file of this lab cannot be read");
    engine.assertNothingLeft();
  }

  @Test
  void showsHowTheImageComesAlongAndStartsWhatIsThere() throws Exception {
    server = setup().with(images).serve();
    Lab lab =
        Labs.of(
            Labs.box(engine.busybox()), Labs.container("late", "late:1", NetworkAccess.NONE, true));
    images.isThere(engine.busybox());

    WorkspaceView view = server.ready("ada", lab);

    images.works("late:1", "Downloading 12 of 48 MB", 25);
    assertThat(server.machine("ada", view.id(), "late").message())
        .isEqualTo("Image late:1: Downloading 12 of 48 MB (25 %)");
    images.cannotBeHad("late:1", "The registry does not answer. Try again later.");
    MachineView failed = server.machineReaches("ada", view.id(), "late", MachineState.FAILED);
    assertThat(failed.message()).isEqualTo("The registry does not answer. Try again later.");
    server.workspaces.restart("ada", view.id(), "late");
    server.machineReaches("ada", view.id(), "late", MachineState.WAITING);
  }

  @Test
  void failsWithTheReasonWhenANeededImageCannotBeHad() throws Exception {
    server = setup().with(images).serve();
    WorkspaceView view = server.workspaces.start("ada", Labs.of(Labs.box("none:1")));
    images.cannotBeHad("none:1", "There is no image none:1. Choose another lab.");

    WorkspaceView failed = server.reaches("ada", view.id(), WorkspaceState.FAILED);

    assertThat(failed.message())
        .isEqualTo("Machine box: There is no image none:1. Choose another lab.");
  }

  @Test
  void endsWhileItsImageIsOnTheWay() throws Exception {
    server = setup().with(images).serve();
    WorkspaceView view = server.workspaces.start("ada", Labs.of(Labs.box(engine.busybox())));

    server.workspaces.close("ada", view.id());
    server.reaches("ada", view.id(), WorkspaceState.CLOSED);
    images.isThere(engine.busybox());

    Eventually.passes(TestServer.SOON, engine::assertNothingLeft);
  }

  @Test
  void beginsNothingThatCannotBeRemembered() throws Exception {
    server = setup().serve();
    server.store.close();

    assertThatThrownBy(() -> server.workspaces.start("ada", Labs.of(Labs.box(engine.busybox()))))
        .isInstanceOf(StoreException.class);

    assertThat(server.workspaces.of("ada")).isEmpty();
    assertThat(server.workspaces.capacity()).isEqualTo(new Capacity(0, 20, 0));
    engine.assertNothingLeft();
  }

  private static MachineDefinition broken(boolean optional) {
    return Labs.running("broken", engine.busybox(), optional, "/no/such/program");
  }

  private TestServer.Setup setup() {
    return new TestServer.Setup(engine.engine(), engine.serverId(), data);
  }
}
