package io.sidelab.content;

import java.util.List;
import java.util.Map;

/**
 * The figures that a run of races and density leaves, as steps name them: {@code density=growth} or
 * {@code density=race} at the fence, and the name in the block.
 */
public final class DensityFigure {
  /** What races and what grows. */
  public static final String RACE = "race";

  public static final String GROWTH = "growth";

  private static final Map<String, List<String>> NAMES =
      Map.of(
          RACE, List.of("containers", "container-ms", "vm-ms", "factor"),
          GROWTH,
              List.of(
                  "containers",
                  "ended-by",
                  "one-more-mib",
                  "vm-mib",
                  "memory-factor",
                  "disk-factor",
                  "fit-containers",
                  "fit-vms"));

  private DensityFigure() {}

  /** All of them, each as {@code RUN/NAME}. */
  public static List<String> all() {
    return NAMES.entrySet().stream()
        .flatMap(run -> run.getValue().stream().map(name -> run.getKey() + "/" + name))
        .sorted()
        .toList();
  }

  /** The figure that a fence asks for, as {@code RUN/NAME}; reports what is not one. */
  static String of(Fence fence, String name) {
    String run = fence.attribute("density", "");
    if (!NAMES.containsKey(run)) {
      fence.location().report("density must be race or growth, not " + Location.quote(run));
    } else if (!NAMES.get(run).contains(name)) {
      String known = String.join(", ", NAMES.get(run));
      fence.location().report(run + " has no figure " + Location.quote(name) + "; it has " + known);
    }
    return run + "/" + name;
  }
}
