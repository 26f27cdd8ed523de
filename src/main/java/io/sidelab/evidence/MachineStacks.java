package io.sidelab.evidence;

import io.sidelab.engine.EngineInfo;
import io.sidelab.engine.MachineKind;
import io.sidelab.evidence.StackView.MachineStack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Puts the blocks of a host and of its machines on each other. Pure: the same samples give the same
 * stacks.
 */
final class MachineStacks {
  private final EngineInfo engine;
  private final HostFacts host;
  private final List<Sample> samples;
  private final Acceleration acceleration;

  MachineStacks(
      EngineInfo engine, HostFacts host, List<Sample> samples, Acceleration acceleration) {
    this.engine = engine;
    this.host = host;
    this.samples = List.copyOf(samples);
    this.acceleration = acceleration;
  }

  StackView at(Instant now) {
    HostKernel kernel = kernel();
    List<StackLayer> below = new HostLayers(engine, host, samples).layers();
    List<StackLayer> all = new ArrayList<>(below);
    List<MachineStack> machines = new ArrayList<>();
    for (Sample sample : samples) {
      List<StackLayer> own = new MachineLayers(sample, kernel, acceleration).layers();
      all.addAll(own);
      machines.add(stack(sample, kernel, below, own));
    }
    return new StackView(now, all, machines);
  }

  private static MachineStack stack(
      Sample sample, HostKernel host, List<StackLayer> below, List<StackLayer> own) {
    List<String> layers = new ArrayList<>();
    below.forEach(layer -> layers.add(layer.id()));
    own.forEach(layer -> layers.add(layer.id()));
    Optional<StackLayer> ownKernel =
        own.stream()
            .filter(layer -> layer.kind().equals(StackLayer.KERNEL))
            .reduce((lower, upper) -> upper);
    String kernel =
        ownKernel
            .map(StackLayer::id)
            .orElse(host.gave(sample.outside()).isPresent() ? HostLayers.KERNEL : "");
    return new MachineStack(
        sample.subject().name(),
        sample.subject().title(),
        sample.subject().kind().name().toLowerCase(Locale.ROOT),
        layers,
        kernel,
        own.isEmpty() ? sample.problem() : proof(sample, host));
  }

  private static String proof(Sample sample, HostKernel host) {
    Optional<String> inside = sample.facts().value("boot");
    if (inside.isEmpty()) {
      return sample.problem();
    }
    if (sample.subject().kind() == MachineKind.VM) {
      return sample.outside().value("boot").equals(inside)
          ? "The guest has the boot ID of its container."
          : "A boot ID of its own.";
    }
    String what = host.boot().isPresent() ? "boot ID" : "kernel release";
    return host.gave(sample.outside())
        .map(same -> (same ? "Same " : "Another ") + what + (same ? " as" : " than") + " the host.")
        .orElse("");
  }

  private HostKernel kernel() {
    return new HostKernel(
        engine.kernel(), Optional.of(host.bootId()).filter(known -> host.areOf(samples)));
  }
}
