package io.sidelab.docker;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Labelled;
import io.sidelab.engine.Volumes;
import java.util.List;
import java.util.Map;

/** Volumes of a Docker Engine. */
final class DockerVolumes implements Volumes {
  private final EngineConnection connection;

  DockerVolumes(EngineConnection connection) {
    this.connection = connection;
  }

  @Override
  public void create(String name, Map<String, String> labels) throws EngineFailure {
    connection.run(
        "make volume " + name,
        session -> session.docker().createVolumeCmd().withName(name).withLabels(labels).exec());
  }

  @Override
  public void remove(String name) throws EngineFailure {
    try {
      connection.cleanUp(
          "remove volume " + name, session -> session.docker().removeVolumeCmd(name).exec());
    } catch (EngineFailure failure) {
      if (failure.reason() == FailureReason.GONE) {
        return;
      }
      // A conflict: a machine still has it.
      throw Failures.as(failure, FailureReason.NOT_RUNNING, FailureReason.REFUSED);
    }
  }

  @Override
  public List<Labelled> list(Map<String, String> labels) throws EngineFailure {
    List<String> filters = Execs.environment(labels);
    return connection.call(
        "list volumes",
        session ->
            session
                .docker()
                .listVolumesCmd()
                .withFilter("label", filters)
                .exec()
                .getVolumes()
                .stream()
                .map(found -> new Labelled(found.getName(), found.getLabels()))
                .toList());
  }
}
