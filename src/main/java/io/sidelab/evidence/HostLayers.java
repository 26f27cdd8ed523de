package io.sidelab.evidence;

import io.sidelab.engine.EngineInfo;
import io.sidelab.engine.MachineKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The blocks that every machine of a host stands on, the lowest first. Pure. */
final class HostLayers {
  static final String KERNEL = "host-kernel";

  private static final String API = "the engine's API, /info: ";

  private final EngineInfo engine;
  private final HostFacts host;
  private final List<Sample> samples;
  private final boolean here;

  HostLayers(EngineInfo engine, HostFacts host, List<Sample> samples) {
    this.engine = engine;
    this.host = host;
    this.samples = samples;
    this.here = host.areOf(samples);
  }

  List<StackLayer> layers() {
    List<StackLayer> layers = new ArrayList<>();
    boolean virtual = here && host.virtual().orElse(false);
    layers.add(hardware(virtual));
    if (virtual) {
      layers.add(around());
    }
    layers.add(kernel());
    layers.add(engine());
    return layers;
  }

  private StackLayer hardware(boolean virtual) {
    Optional<String> processor = host.processor().filter(known -> here);
    List<Reading> readings = new ArrayList<>();
    readings.add(
        Reading.of("Processor", processor, "/proc/cpuinfo, model name", whyNot("a model name")));
    readings.add(Reading.of("Architecture", engine.architecture(), API + "Architecture"));
    readings.add(
        Reading.of("Processors for this host", String.valueOf(engine.cpus()), API + "NCPU"));
    readings.add(
        Reading.of("Memory of this host", Figures.bytes(engine.memoryBytes()), API + "MemTotal"));
    if (!virtual) {
      readings.addAll(virtualisation());
    }
    return new StackLayer(
        "hardware",
        StackLayer.HARDWARE,
        "Hardware",
        processor,
        virtual
            ? "A real processor and memory somewhere; this host sees the share that a hypervisor"
                + " gives it."
            : "The processor and memory that everything above shares.",
        readings);
  }

  private StackLayer around() {
    return new StackLayer(
        "host-machine",
        StackLayer.MACHINE,
        "A virtual machine around this host",
        Optional.of(host.firmware("product_name").orElse("hypervisor flag set")),
        "The processor says that a hypervisor runs it: this host is itself a virtual machine, and"
            + " its kernel is a guest's.",
        virtualisation());
  }

  private List<Reading> virtualisation() {
    Reading flag =
        Reading.of(
                "Hypervisor flag of the processor",
                host.virtual().filter(known -> here).map(set -> set ? "set" : "not set"),
                "/proc/cpuinfo, flags",
                whyNot("flags"))
            .meaning("No processor sets it on bare metal; a hypervisor sets it for its guests.");
    return List.of(flag, firmware("Product", "product_name"), firmware("Vendor", "sys_vendor"));
  }

  private Reading firmware(String label, String file) {
    return Reading.of(
        label + " in the firmware",
        host.firmware(file).filter(known -> here),
        "/sys/class/dmi/id/" + file,
        here ? "There is no such file on this host, or it is not readable." : HostFacts.ELSEWHERE);
  }

  private String whyNot(String what) {
    return here ? "This processor's entry has no " + what + "." : HostFacts.ELSEWHERE;
  }

  private StackLayer kernel() {
    List<Reading> readings = new ArrayList<>();
    readings.add(Reading.of("Release", engine.kernel(), API + "KernelVersion"));
    readings.add(
        Reading.of(
                "Boot ID on the host",
                Optional.of(host.bootId()).filter(known -> here),
                "/proc/sys/kernel/random/boot_id",
                HostFacts.ELSEWHERE)
            .meaning("Drawn anew at every boot of a kernel: the same ID is the same kernel."));
    samples.forEach(sample -> readings.add(seenFrom(sample)));
    readings.add(Reading.of("Distribution", engine.operatingSystem(), API + "OperatingSystem"));
    return new StackLayer(
        KERNEL,
        StackLayer.KERNEL,
        "Host kernel",
        Optional.of("Linux " + engine.kernel()),
        "One kernel for all containers: it runs their processes as its own, and QEMU's too.",
        readings);
  }

  private static Reading seenFrom(Sample sample) {
    boolean vm = sample.subject().kind() == MachineKind.VM;
    String where = vm ? "Boot ID around QEMU of " : "Boot ID in ";
    return Reading.of(
        where + sample.subject().title(),
        sample.outside().value("boot"),
        "/proc/sys/kernel/random/boot_id, read in "
            + (vm ? "the container that QEMU runs in" : "the container"),
        sample.problem());
  }

  private StackLayer engine() {
    return new StackLayer(
        "engine",
        StackLayer.ENGINE,
        "Engine",
        Optional.of("Docker " + engine.version()),
        "It makes and starts containers. Once they run, their processes talk to the kernel and not"
            + " to the engine.",
        List.of(
            Reading.of("Version", engine.version(), API + "ServerVersion"),
            Reading.of(
                "API that this server speaks",
                engine.apiVersion(),
                "the engine, when this server connected to it"),
            Reading.of("Storage driver", engine.storageDriver(), API + "Driver"),
            Reading.of(
                "Control groups", "version " + engine.cgroupVersion(), API + "CgroupVersion"),
            Reading.of("Without root", engine.rootless() ? "yes" : "no", API + "SecurityOptions")));
  }
}
