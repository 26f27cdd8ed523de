package io.sidelab.docker;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import io.sidelab.engine.Image;
import io.sidelab.engine.Limits;
import io.sidelab.engine.MachineSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The safety settings of machines. */
final class MachineProfile {
  private static final long MIB = 1024 * 1024;

  /** A terminal needs a few descriptors; compilers and servers in labs a few hundred. */
  private static final long OPEN_FILES = 4096;

  /** QEMU's threads and the scripts around it; the guest's own processes are the guest's. */
  private static final long VM_PROCESSES = 256;

  /**
   * Room beside the disk overlay on a VM's scratch file system: sockets, state, the image's format.
   */
  private static final long VM_SCRATCH = 16 * MIB;

  /** What QEMU needs beside the guest's memory, when the image does not say. */
  private static final long VM_OVERHEAD_MIB = 192;

  private static final String OVERHEAD_LABEL = "io.sidelab.vm.overhead-mib";

  /** The user that the machine contract has VMs run as. */
  static final String VM_USER = "1000:1000";

  /**
   * What root in a learner's container keeps. Left out of Docker's own set: NET_RAW (forged packets
   * to neighbours), MKNOD (device nodes), SETFCAP (programs that carry capabilities).
   */
  private static final Capability[] CONTAINER_CAPABILITIES = {
    // Package managers and "chown", "chmod" in lessons work on files of other users.
    Capability.CHOWN,
    Capability.DAC_OVERRIDE,
    Capability.FOWNER,
    Capability.FSETID,
    // Root ends processes of other users, and so does closing a terminal.
    Capability.KILL,
    // "su", "sudo -u", and daemons that drop their rights.
    Capability.SETGID,
    Capability.SETUID,
    Capability.SETPCAP,
    // A web server on port 80 of the machine's own network.
    Capability.NET_BIND_SERVICE,
    // "chroot" shows what a container is made of; sshd and apt use it.
    Capability.SYS_CHROOT,
    // "su" and "login" write to the audit log and fail when they may not.
    Capability.AUDIT_WRITE
  };

  private MachineProfile() {}

  /** A container as in {@code docker run -it}, with less rights. */
  static HostConfig container(MachineSpec spec, Optional<String> runtime, boolean diskQuota) {
    Limits limits = spec.limits();
    HostConfig config =
        common(spec)
            .withCapAdd(CONTAINER_CAPABILITIES)
            .withMemory(limits.memoryBytes())
            .withMemorySwap(limits.memoryBytes())
            .withNanoCPUs(Math.round(limits.cpus() * 1e9))
            .withPidsLimit((long) limits.processes())
            .withUlimits(
                List.of(
                    new Ulimit("nofile", OPEN_FILES, OPEN_FILES),
                    new Ulimit("core", 0L, 0L),
                    // Holds for each file where the engine cannot limit all of them together.
                    new Ulimit("fsize", limits.diskBytes(), limits.diskBytes())));
    runtime.ifPresent(config::withRuntime);
    if (diskQuota) {
      config.withStorageOpt(Map.of("size", Long.toString(limits.diskBytes())));
    }
    return config;
  }

  /** A container with QEMU in it, as the machine contract says. */
  static HostConfig vm(MachineSpec spec, Image image) {
    Limits limits = spec.limits();
    long scratch = limits.diskBytes() + VM_SCRATCH;
    // The scratch file system lives in memory and counts as the container's.
    long memory = limits.memoryBytes() + overheadMib(image) * MIB + scratch;
    HostConfig config =
        common(spec)
            .withReadonlyRootfs(true)
            .withMemory(memory)
            .withMemorySwap(memory)
            .withNanoCPUs(Math.round(Math.ceil(limits.cpus()) * 1e9))
            .withPidsLimit(VM_PROCESSES)
            .withUlimits(
                List.of(new Ulimit("nofile", OPEN_FILES, OPEN_FILES), new Ulimit("core", 0L, 0L)))
            .withTmpFs(
                Map.of("/run/vm", "rw,nosuid,nodev,mode=0700,uid=1000,gid=1000,size=" + scratch));
    spec.kvmGroup()
        .ifPresent(
            group ->
                config
                    .withDevices(new Device("rw", "/dev/kvm", "/dev/kvm"))
                    .withGroupAdd(List.of(group.toString())));
    spec.template()
        .ifPresent(volume -> config.withMounts(List.of(template(volume, spec.templateWritable()))));
    return config;
  }

  private static Mount template(String volume, boolean writable) {
    return new Mount()
        .withType(MountType.VOLUME)
        .withSource(volume)
        .withTarget("/vm/template")
        .withReadOnly(!writable);
  }

  private static long overheadMib(Image image) {
    String said = image.labels().getOrDefault(OVERHEAD_LABEL, "");
    return said.matches("\\d{1,5}") ? Long.parseLong(said) : VM_OVERHEAD_MIB;
  }

  private static HostConfig common(MachineSpec spec) {
    return HostConfig.newHostConfig()
        .withPrivileged(false)
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(List.of("no-new-privileges"))
        .withIpcMode("private")
        .withRestartPolicy(RestartPolicy.noRestart())
        .withInit(false)
        .withNetworkMode(spec.network().orElse("none"))
        .withLogConfig(log(spec.limits().logBytes()));
  }

  /** Two files of half the size: the engine drops the older one whole when the newer is full. */
  private static LogConfig log(long bytes) {
    String half = Long.toString(Math.max(bytes / 2, 4096));
    return new LogConfig(
        LogConfig.LoggingType.JSON_FILE, Map.of("max-size", half, "max-file", "2"));
  }
}
