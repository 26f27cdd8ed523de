package io.sidelab.content;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a robot chooses for a machine before it types the solution; what is left out stays.
 *
 * @param machine by its name
 * @param at where its author wrote it
 */
public record PlayedChoice(
    String machine,
    Optional<String> image,
    Optional<Long> memoryBytes,
    Optional<Double> cpus,
    FileLine at) {

  static List<PlayedChoice> of(List<Fence> fences, Set<String> machines) {
    return fences.stream().map(fence -> of(fence, machines)).toList();
  }

  private static PlayedChoice of(Fence fence, Set<String> machines) {
    fence.allow("machine", "image", "memory", "cpus");
    String machine = fence.attribute("machine", "");
    if (!machines.contains(machine)) {
      fence.location().report(TaskReader.unknownMachine("machine", machine, machines));
    }
    PlayedChoice choice =
        new PlayedChoice(
            machine,
            Optional.ofNullable(fence.attributes().get("image")),
            memory(fence),
            cpus(fence),
            fence.location().fileLine());
    if (choice.image().isEmpty() && choice.memoryBytes().isEmpty() && choice.cpus().isEmpty()) {
      fence.location().report("choose says what: image=…, memory=128MiB or cpus=0.5");
    }
    return choice;
  }

  private static Optional<Long> memory(Fence fence) {
    String text = fence.attributes().get("memory");
    if (text == null) {
      return Optional.empty();
    }
    OptionalLong bytes = Quantities.bytes(text);
    if (bytes.isEmpty()) {
      fence.location().report("memory must be a size such as 128MiB, not " + Location.quote(text));
    }
    return Optional.of(bytes.orElse(0));
  }

  private static Optional<Double> cpus(Fence fence) {
    String text = fence.attributes().get("cpus");
    if (text == null) {
      return Optional.empty();
    }
    boolean number = text.matches("\\d{1,3}(\\.\\d{1,2})?");
    if (!number) {
      fence.location().report("cpus must be a number such as 0.5, not " + Location.quote(text));
    }
    return Optional.of(number ? Double.parseDouble(text) : 1.0);
  }
}
