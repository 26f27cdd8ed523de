package io.sidelab.content;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A lab as its author wrote it.
 *
 * @param id name of its folder: lower-case letters, digits and dashes
 * @param summary one sentence for the catalogue
 * @param minutes how long a learner needs
 * @param objectives what the learner can do afterwards
 * @param machines at least one, in the order of the page
 * @param steps at least one
 * @param recorded whether what its terminals print is kept, as far as the server allows it
 * @param density what races and growing numbers may take; empty in labs without them
 * @param order place in the catalogue, ascending; labs of the same place are sorted by title
 */
public record Lab(
    String id,
    String title,
    String summary,
    int minutes,
    int order,
    List<String> objectives,
    List<MachineDefinition> machines,
    List<Step> steps,
    boolean recorded,
    Optional<DensityDefinition> density,
    Path folder) {

  /** A lab without races and density. */
  public Lab(
      String id,
      String title,
      String summary,
      int minutes,
      int order,
      List<String> objectives,
      List<MachineDefinition> machines,
      List<Step> steps,
      boolean recorded,
      Path folder) {
    this(
        id,
        title,
        summary,
        minutes,
        order,
        objectives,
        machines,
        steps,
        recorded,
        Optional.empty(),
        folder);
  }

  public Optional<MachineDefinition> machine(String name) {
    return machines.stream().filter(machine -> machine.name().equals(name)).findFirst();
  }
}
