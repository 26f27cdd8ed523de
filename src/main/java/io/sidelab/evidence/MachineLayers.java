package io.sidelab.evidence;

import io.sidelab.engine.HostProcess;
import io.sidelab.engine.MachineKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The blocks that one machine has to itself, the lowest first. Pure. */
final class MachineLayers {
  private static final String RELEASE = "/proc/sys/kernel/osrelease";
  private static final String BOOT = "/proc/sys/kernel/random/boot_id";

  private final Sample sample;
  private final String name;
  private final boolean vm;
  private final HostKernel host;
  private final Acceleration acceleration;

  MachineLayers(Sample sample, HostKernel host, Acceleration acceleration) {
    this.sample = sample;
    this.name = sample.subject().name();
    this.vm = sample.subject().kind() == MachineKind.VM;
    this.host = host;
    this.acceleration = acceleration;
  }

  /** None when the machine is not made yet. */
  List<StackLayer> layers() {
    List<StackLayer> layers = new ArrayList<>();
    if (sample.subject().engineId().isEmpty()) {
      return layers;
    }
    layers.add(container());
    if (!host.gave(sample.outside()).orElse(true)) {
      layers.add(ownKernel());
    }
    if (vm) {
      layers.add(new QemuLayer(sample, acceleration).layer());
      layers.add(guestKernel());
    }
    layers.add(program());
    return layers;
  }

  private StackLayer container() {
    Facts outside = sample.outside();
    String place = vm ? ", read outside the guest" : ", read inside";
    List<Reading> readings = new ArrayList<>();
    readings.add(
        unlessKnown(
            "Image",
            sample.status().map(status -> status.image()),
            "the engine's API: Config.Image of the container"));
    readings.add(
        unlessKnown(
            "Identifier",
            sample.subject().engineId().map(id -> id.substring(0, Math.min(12, id.length()))),
            "the engine's API: Id, shortened"));
    readings.add(
        unlessKnown("Kernel release", outside.value("kernel"), RELEASE + place)
            .meaning(host.comparedRelease(outside)));
    readings.add(
        unlessKnown("Boot ID", outside.value("boot"), BOOT + place)
            .meaning(host.comparedBoot(outside)));
    if (!vm) {
      readings.add(
          unlessKnown(
              "Distribution",
              sample.facts().value("distribution"),
              "PRETTY_NAME in /etc/os-release, read inside"));
    }
    return new StackLayer(
        id("container"),
        StackLayer.CONTAINER,
        vm ? "Container around QEMU" : "Container",
        sample.status().map(status -> status.image()),
        vm
            ? "A container like the others: the engine shuts QEMU in here, on the host's kernel."
            : "Processes with a view of their own: files, process numbers, network. No kernel.",
        readings);
  }

  /** Of a runtime that gives containers a kernel of their own. */
  private StackLayer ownKernel() {
    return kernel(
        "own-kernel",
        "A kernel of its own",
        "The engine's runtime started this container on another kernel than the host's.",
        sample.outside(),
        "read inside");
  }

  private StackLayer guestKernel() {
    return kernel(
        "guest-kernel",
        "Guest kernel",
        "A kernel of its own, booted inside the QEMU process. The host's kernel sees none of its"
            + " processes.",
        sample.facts(),
        "read in the guest");
  }

  private StackLayer kernel(String id, String title, String meaning, Facts facts, String place) {
    List<Reading> readings = new ArrayList<>();
    readings.add(
        unlessKnown("Release", facts.value("kernel"), RELEASE + ", " + place)
            .meaning(host.comparedRelease(facts)));
    readings.add(
        unlessKnown("Boot ID", facts.value("boot"), BOOT + ", " + place)
            .meaning(host.comparedBoot(facts)));
    if (vm) {
      String cpuinfo = "/proc/cpuinfo, " + place;
      readings.add(unlessKnown("Processor it sees", facts.value("processor"), cpuinfo));
      readings.add(unlessKnown("Hypervisor flag it sees", facts.value("hypervisor"), cpuinfo));
      readings.add(
          unlessKnown("Distribution", facts.value("distribution"), "/etc/os-release, " + place));
    }
    return new StackLayer(
        id(id),
        StackLayer.KERNEL,
        title,
        facts.value("kernel").map(release -> "Linux " + release),
        meaning,
        readings);
  }

  private StackLayer program() {
    Optional<String> first = sample.facts().value("init");
    List<Reading> readings = new ArrayList<>();
    readings.add(
        unlessKnown(
            "PID 1 inside", first, "/proc/1/comm, read " + (vm ? "in the guest" : "inside")));
    readings.add(vm ? noHostPid() : hostPid());
    readings.add(
        unlessKnown(
            "Processes inside",
            sample.facts().value("processes"),
            "the entries of /proc, read inside"));
    return new StackLayer(
        id("program"),
        StackLayer.PROGRAM,
        vm ? "Programs of the guest" : "Program",
        first.map(command -> command + ", PID 1"),
        vm
            ? "Processes of the guest's kernel; the host has no number for any of them."
            : "A process of the host's kernel: inside it is number 1, on the host it has another"
                + " number.",
        readings);
  }

  private Reading hostPid() {
    Optional<Integer> pid = sample.status().map(status -> status.hostPid()).filter(id -> id > 0);
    String command =
        sample.processes().stream()
            .filter(process -> pid.filter(id -> id == process.hostPid()).isPresent())
            .map(HostProcess::command)
            .findFirst()
            .orElse("");
    return unlessKnown(
            "The same process on the host",
            pid.map(id -> "PID " + id),
            "the engine's API: State.Pid of the container")
        .meaning(command.isEmpty() ? "" : "The host's ps lists it as: " + Facts.cut(command));
  }

  private static Reading noHostPid() {
    return new Reading(
        "The same process on the host",
        Optional.empty(),
        "the engine's list of processes",
        "The host has none: it knows the guest only as the process of QEMU.");
  }

  private Reading unlessKnown(String label, Optional<String> value, String source) {
    return Reading.of(label, value, source, sample.problem());
  }

  private String id(String layer) {
    return name + "/" + layer;
  }
}
