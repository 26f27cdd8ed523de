package io.sidelab.docker;

import io.sidelab.engine.MachineSpec;
import java.util.HashMap;
import java.util.Map;

/** What a VM image is told through its environment, as the machine contract names it. */
final class VmEnvironment {
  private static final long MIB = 1024 * 1024;

  /** What the guest reaches beyond itself. */
  enum Reach {
    NONE,
    ISOLATED,
    INTERNET
  }

  private VmEnvironment() {}

  static Map<String, String> of(MachineSpec spec, Reach reach) {
    Map<String, String> environment = new HashMap<>();
    environment.put("VM_MEMORY", Long.toString(spec.limits().memoryBytes() / MIB));
    environment.put("VM_CPUS", Long.toString((long) Math.ceil(spec.limits().cpus())));
    environment.put("VM_ACCELERATOR", spec.kvmGroup().isPresent() ? "kvm" : "tcg");
    environment.put("VM_START", start(spec));
    environment.put("VM_NETWORK", reach.name().toLowerCase(java.util.Locale.ROOT));
    environment.put("VM_HOSTNAME", spec.hostname());
    environment.put("VM_CONSOLE_COLUMNS", Integer.toString(spec.size().columns()));
    environment.put("VM_CONSOLE_ROWS", Integer.toString(spec.size().rows()));
    return environment;
  }

  private static String start(MachineSpec spec) {
    if (spec.template().isEmpty()) {
      return "boot";
    }
    return spec.templateWritable() ? "save" : "resume";
  }
}
