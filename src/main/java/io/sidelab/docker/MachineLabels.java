package io.sidelab.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.sidelab.engine.TerminalSize;
import java.util.Map;
import java.util.Optional;

/** Labels that the adapter itself puts on machines and reads back. */
final class MachineLabels {
  /** On a VM's image, and so on its containers: the machine contract's name. */
  private static final String KIND = "io.sidelab.machine";

  /** Size of the terminal at first: engines before 23 do not take it when a machine is made. */
  private static final String SIZE = "io.sidelab.terminal-size";

  private MachineLabels() {}

  static boolean virtual(InspectContainerResponse machine) {
    return "vm".equals(of(machine).get(KIND));
  }

  static Map<String, String> of(InspectContainerResponse machine) {
    Map<String, String> labels = machine.getConfig().getLabels();
    return labels == null ? Map.of() : labels;
  }

  static void size(Map<String, String> labels, TerminalSize size) {
    labels.put(SIZE, size.columns() + "x" + size.rows());
  }

  static Optional<TerminalSize> size(InspectContainerResponse machine) {
    String text = of(machine).getOrDefault(SIZE, "");
    if (!text.matches("\\d{1,4}x\\d{1,4}")) {
      return Optional.empty();
    }
    String[] parts = text.split("x");
    return Optional.of(new TerminalSize(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
  }
}
