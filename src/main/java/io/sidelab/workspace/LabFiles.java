package io.sidelab.workspace;

import io.sidelab.content.LabFile;
import io.sidelab.engine.CommandResult;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.MachineFile;
import io.sidelab.engine.Machines;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Puts a lab's files into its machines: before the start of a container, after a VM's boot. */
final class LabFiles {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Machines machines;

  LabFiles(Machines machines) {
    this.machines = machines;
  }

  void putIntoContainer(WorkspaceMachine machine, String engineId) throws EngineFailure {
    List<MachineFile> files = new ArrayList<>();
    for (LabFile file : machine.definition().files()) {
      files.add(new MachineFile(file.target(), file.mode(), read(file)));
    }
    if (!files.isEmpty()) {
      machines.put(engineId, files);
    }
  }

  /** The guest's disk is out of the engine's reach, so its own shell writes them. */
  void putIntoGuest(WorkspaceMachine machine, String engineId) throws EngineFailure {
    for (LabFile file : machine.definition().files()) {
      List<String> write =
          List.of(
              "sh",
              "-c",
              "mkdir -p \"$(dirname \"$1\")\" && cat > \"$1\" && chmod \"$2\" \"$1\"",
              "sh",
              file.target(),
              Integer.toOctalString(file.mode()));
      CommandResult result =
          machines.run(engineId, GuestCommand.of(machine, write, read(file), TIMEOUT));
      if (!result.succeeded()) {
        throw new EngineFailure(
            FailureReason.ENGINE_ERROR,
            "The lab's files could not be put into the virtual machine. Start it again.",
            file.target() + " was not written: " + result.errors().strip());
      }
    }
  }

  private static byte[] read(LabFile file) throws EngineFailure {
    try {
      return Files.readAllBytes(file.source());
    } catch (IOException failure) {
      throw new EngineFailure(
          FailureReason.REFUSED,
          "A file of this lab cannot be read on the server. Tell whoever runs it.",
          file.source() + " cannot be read",
          failure);
    }
  }
}
