package io.sidelab.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotModifiedException;
import io.sidelab.engine.Command;
import io.sidelab.engine.CommandResult;
import io.sidelab.engine.DiskUsage;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.HostProcess;
import io.sidelab.engine.Labelled;
import io.sidelab.engine.MachineEvent;
import io.sidelab.engine.MachineFile;
import io.sidelab.engine.MachineSpec;
import io.sidelab.engine.MachineStatus;
import io.sidelab.engine.Machines;
import io.sidelab.engine.Probe;
import io.sidelab.engine.RunningCommand;
import io.sidelab.engine.Subscription;
import io.sidelab.engine.Tty;
import io.sidelab.engine.Usage;
import io.sidelab.engine.WritableLayer;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Machines as containers of a Docker Engine. */
final class DockerMachines implements Machines {
  private final EngineConnection connection;
  private final MachineCreation creation;
  private final MachineTtys ttys;
  private final Commands commands;
  private final HeldCommands heldCommands;
  private final Doorways doorways;
  private final ShortContainers probes;
  private final EventStreams events;
  private final DockerNetworks networks;

  DockerMachines(
      EngineConnection connection,
      MachineCreation creation,
      MachineTtys ttys,
      Commands commands,
      HeldCommands heldCommands,
      Doorways doorways,
      ShortContainers probes,
      EventStreams events,
      DockerNetworks networks) {
    this.connection = connection;
    this.creation = creation;
    this.ttys = ttys;
    this.commands = commands;
    this.heldCommands = heldCommands;
    this.doorways = doorways;
    this.probes = probes;
    this.events = events;
    this.networks = networks;
  }

  @Override
  public String create(MachineSpec spec) throws EngineFailure {
    return creation.create(spec);
  }

  @Override
  public void put(String id, List<MachineFile> files) throws EngineFailure {
    if (files.isEmpty()) {
      return;
    }
    byte[] tar = Tar.of(files);
    connection.run(
        "put files into " + id,
        session ->
            session
                .docker()
                .copyArchiveToContainerCmd(id)
                .withRemotePath("/")
                .withTarInputStream(new ByteArrayInputStream(tar))
                .exec());
  }

  @Override
  public void start(String id) throws EngineFailure {
    InspectContainerResponse machine = inspection(id);
    networks.guardStart(machine);
    try {
      connection.run("start " + id, session -> started(session, id));
    } catch (EngineFailure failure) {
      throw startFailure(id, failure);
    }
    MachineLabels.size(machine).ifPresent(size -> ttys.firstSize(id, size));
  }

  /**
   * Engines answer 400, 404 or 500 when the program is not in the image or the kernel refuses; 404
   * may also mean that there is no such machine.
   */
  private EngineFailure startFailure(String id, EngineFailure failure) throws EngineFailure {
    return switch (failure.reason()) {
      case ENGINE_ERROR, REFUSED ->
          Failures.as(failure, failure.reason(), FailureReason.START_FAILED);
      case GONE -> {
        inspection(id);
        yield Failures.as(failure, FailureReason.GONE, FailureReason.START_FAILED);
      }
      default -> failure;
    };
  }

  private static void started(EngineSession session, String id) {
    try {
      session.docker().startContainerCmd(id).exec();
    } catch (NotModifiedException running) {
      // It runs already, which is what was asked for.
      return;
    }
  }

  @Override
  public void kill(String id) throws EngineFailure {
    over("kill " + id, session -> session.docker().killContainerCmd(id).exec());
  }

  @Override
  public void remove(String id) throws EngineFailure {
    over(
        "remove " + id,
        session ->
            session.docker().removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec());
  }

  /** What is gone, does not run, or is being removed already, is over. */
  private void over(String what, EngineConnection.Task task) throws EngineFailure {
    try {
      connection.cleanUp(what, task);
    } catch (EngineFailure failure) {
      if (failure.reason() != FailureReason.GONE && failure.reason() != FailureReason.NOT_RUNNING) {
        throw failure;
      }
    }
  }

  @Override
  public MachineStatus inspect(String id) throws EngineFailure {
    return MachineFigures.status(inspection(id));
  }

  private InspectContainerResponse inspection(String id) throws EngineFailure {
    return connection.call(
        "inspect " + id, session -> session.docker().inspectContainerCmd(id).exec());
  }

  @Override
  public List<Labelled> list(Map<String, String> labels) throws EngineFailure {
    return connection.call(
        "list machines",
        session ->
            session
                .docker()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(labels)
                .exec()
                .stream()
                .map(found -> new Labelled(found.getId(), found.getLabels()))
                .toList());
  }

  @Override
  public Tty attach(String id, boolean replay) throws EngineFailure {
    return ttys.attach(id, replay);
  }

  @Override
  public Tty open(String id, List<String> command, Map<String, String> environment)
      throws EngineFailure {
    return ttys.open(id, command, environment);
  }

  @Override
  public void hangUp(String id) throws EngineFailure {
    ttys.hangUp(id);
  }

  @Override
  public CommandResult run(String id, Command command) throws EngineFailure {
    return commands.run(id, command);
  }

  @Override
  public RunningCommand begin(String id, List<String> line) throws EngineFailure {
    return heldCommands.begin(id, line);
  }

  @Override
  public String openDoorway(String machine, String image, Map<String, String> labels)
      throws EngineFailure {
    return doorways.open(machine, image, labels);
  }

  @Override
  public CommandResult probe(Probe probe) throws EngineFailure {
    return probes.run(probe);
  }

  @Override
  public Usage usage(String id) throws EngineFailure {
    return connection.call(
        "measure " + id,
        session ->
            MachineFigures.usage(
                session.get("/containers/" + id + "/stats?stream=false&one-shot=true")));
  }

  @Override
  public DiskUsage diskUsage(String id) throws EngineFailure {
    return connection.call(
        "measure the disk of " + id,
        session ->
            MachineFigures.diskUsage(
                session.docker().inspectContainerCmd(id).withSize(true).exec()));
  }

  @Override
  public List<WritableLayer> writableLayers(Map<String, String> labels) throws EngineFailure {
    return connection.call(
        "measure the disks of machines",
        session ->
            session
                .docker()
                .listContainersCmd()
                .withShowAll(true)
                .withShowSize(true)
                .withLabelFilter(labels)
                .exec()
                .stream()
                .filter(found -> !found.getLabels().containsKey(DOORWAY_LABEL))
                .map(MachineFigures::writableLayer)
                .toList());
  }

  @Override
  public long changedFiles(String id, long most) throws EngineFailure {
    return connection.call(
        "count the files of " + id, session -> ChangedFiles.count(session, id, most));
  }

  @Override
  public List<HostProcess> hostProcesses(String id) throws EngineFailure {
    return connection.call(
        "list the processes of " + id,
        session ->
            MachineFigures.processes(
                session.docker().topContainerCmd(id).withPsArgs(MachineFigures.PS).exec()));
  }

  @Override
  public Subscription watch(Map<String, String> labels, Consumer<MachineEvent> listener) {
    return events.watch(labels, listener);
  }
}
