package io.sidelab.evidence;

import io.sidelab.engine.HostProcess;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The process of QEMU that a guest runs in, as the host sees it. Pure. */
final class QemuLayer {
  private static final Pattern PROGRAM = Pattern.compile("(\\S*/)?qemu-system-\\S+ .*");
  private static final Pattern ACCELERATOR = Pattern.compile("(?:-accel |[ ,]accel=)(kvm|tcg)\\b");

  /** In the JSON that the machine contract promises. */
  private static final Pattern VERSION = Pattern.compile("\"qemu\":\"([^\"]{1,40})\"");

  private final Sample sample;
  private final Acceleration acceleration;
  private final Optional<HostProcess> process;

  QemuLayer(Sample sample, Acceleration acceleration) {
    this.sample = sample;
    this.acceleration = acceleration;
    this.process =
        sample.processes().stream()
            .filter(candidate -> PROGRAM.matcher(candidate.command()).matches())
            .findFirst();
  }

  StackLayer layer() {
    Optional<String> version =
        sample
            .outside()
            .value("qemu")
            .map(VERSION::matcher)
            .filter(Matcher::find)
            .map(found -> found.group(1));
    return new StackLayer(
        sample.subject().name() + "/hypervisor",
        StackLayer.HYPERVISOR,
        accelerator().map(name -> "QEMU/" + name).orElse("QEMU"),
        process.map(one -> "host PID " + one.hostPid()),
        "One process of the host, in the container below. It plays a computer for the guest: "
            + drives(),
        List.of(
            Reading.of(
                    "Accelerator",
                    accelerator(),
                    "the command line of the process, as the engine lists it",
                    missing())
                .meaning(why()),
            Reading.of("Version", version, "/vm/info of the machine's image", missing()),
            Reading.of(
                "PID on the host",
                process.map(one -> String.valueOf(one.hostPid())),
                "the host's ps, which the engine runs",
                missing()),
            Reading.of(
                "Memory it holds",
                process.map(one -> Figures.bytes(one.residentBytes())),
                "the host's ps, which the engine runs: resident memory",
                missing())));
  }

  private Optional<String> accelerator() {
    return process
        .map(one -> ACCELERATOR.matcher(one.command()))
        .filter(Matcher::find)
        .map(found -> found.group(1).toUpperCase(Locale.ROOT));
  }

  private String drives() {
    return switch (accelerator().orElse("")) {
      case "KVM" -> "the processor runs the guest's instructions, with the host kernel's KVM.";
      case "TCG" -> "software translates each of the guest's instructions.";
      default -> "devices, memory and processors.";
    };
  }

  /** The probe's reason, if it is about the accelerator that the process really uses. */
  private String why() {
    boolean same = accelerator().filter(acceleration.name()::equalsIgnoreCase).isPresent();
    return same && !acceleration.reason().isEmpty()
        ? "Chosen by a probe: " + acceleration.reason() + "."
        : "";
  }

  private String missing() {
    return sample.problem().isEmpty() ? "No process of QEMU is to be seen." : sample.problem();
  }
}
