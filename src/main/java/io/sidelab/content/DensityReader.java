package io.sidelab.content;

import io.sidelab.content.MachineDefinition.Kind;
import java.util.List;
import java.util.Optional;

/** The block {@code density} of a manifest: the budget that the instructor set. */
final class DensityReader {
  private static final long MIB = 1024L * 1024;
  private static final long GIB = 1024 * MIB;

  /** Starting that many takes minutes; a page that shows more of them is no clearer. */
  private static final int CONTAINERS = 1000;

  /** Each has a bar of its own on the page, and a terminal that is watched for its prompt. */
  private static final int RACE = 50;

  private final List<MachineDefinition> machines;

  DensityReader(List<MachineDefinition> machines) {
    this.machines = machines;
  }

  Optional<DensityDefinition> read(Fields manifest) {
    return manifest.mapping("density").map(this::density);
  }

  private DensityDefinition density(Fields fields) {
    String machine = fields.text("machine", 40);
    report(fields, "machine", machine, Kind.CONTAINER);
    Optional<String> vm = fields.has("vm") ? Optional.of(fields.text("vm", 40)) : Optional.empty();
    vm.ifPresent(name -> report(fields, "vm", name, Kind.VM));
    DensityDefinition density =
        new DensityDefinition(
            machine,
            vm,
            fields.number("containers", 2, CONTAINERS, 60),
            fields.number("race", 1, RACE, 20),
            fields.bytes("memory", 16 * MIB, 64 * GIB, GIB),
            fields.bytes("disk", 16 * MIB, 64 * GIB, GIB));
    fields.finish();
    return density;
  }

  private void report(Fields fields, String key, String name, Kind kind) {
    String word = kind == Kind.VM ? "VM" : "container";
    boolean there =
        machines.stream().anyMatch(one -> one.name().equals(name) && one.kind() == kind);
    if (!name.isEmpty() && !there) {
      fields
          .at(key)
          .report(key + " must name a " + word + " of this lab, not " + Location.quote(name));
    }
  }
}
