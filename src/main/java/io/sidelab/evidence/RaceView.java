package io.sidelab.evidence;

import io.sidelab.evidence.DensityView.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Containers and a VM that start side by side.
 *
 * @param state the {@link State} in lower case
 * @param message what goes on or why it failed; may be empty
 * @param begun when the first request to start went out; empty before
 * @param millis since then, while it goes on
 * @param accelerator what drives the VM's processor, with how that is known; empty without a VM
 * @param lanes the containers, then the VM
 */
public record RaceView(
    String state,
    String message,
    Optional<Instant> begun,
    Optional<Long> millis,
    String accelerator,
    String how,
    List<Lane> lanes) {

  public static final String HOW =
      "All were made before. The clock begins with the first request to start; four requests go to"
          + " the engine at a time, the VM's first. One is ready when its shell's prompt stands on"
          + " its terminal.";

  /**
   * One that runs.
   *
   * @param kind container or vm
   * @param startMillis when its own request to start went out, since the clock began
   * @param readyMillis when its prompt stood, since the clock began
   * @param note why there is no time, for the learner; may be empty
   */
  public record Lane(
      String name,
      String kind,
      Optional<Long> startMillis,
      Optional<Long> readyMillis,
      String note) {

    /** From its own request to its prompt. */
    Optional<Long> took() {
      return readyMillis.map(ready -> ready - startMillis.orElse(0L));
    }
  }

  /** What steps of labs ask for, by name. Empty before it has come to its end. */
  Map<String, String> figures() {
    Map<String, String> figures = new TreeMap<>();
    if (!state.equals(State.DONE.word()) && !state.equals(State.REMOVING.word())) {
      return figures;
    }
    long ready = times("container").length;
    OptionalLong container = median("container");
    OptionalLong vm = median("vm");
    figures.put("race/containers", String.valueOf(ready));
    container.ifPresent(one -> figures.put("race/container-ms", String.valueOf(one)));
    vm.ifPresent(one -> figures.put("race/vm-ms", String.valueOf(one)));
    if (container.isPresent() && vm.isPresent()) {
      double factor = (double) vm.getAsLong() / Math.max(1, container.getAsLong());
      figures.put("race/factor", Figures.factor(factor));
    }
    return figures;
  }

  private OptionalLong median(String kind) {
    long[] times = times(kind);
    return times.length == 0
        ? OptionalLong.empty()
        : OptionalLong.of(times[(times.length - 1) / 2]);
  }

  private long[] times(String kind) {
    return lanes.stream()
        .filter(lane -> lane.kind().equals(kind))
        .flatMap(lane -> lane.took().stream())
        .mapToLong(Long::longValue)
        .sorted()
        .toArray();
  }
}
