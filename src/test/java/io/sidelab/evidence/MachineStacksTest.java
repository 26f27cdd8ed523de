package io.sidelab.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.engine.EngineInfo;
import io.sidelab.engine.HostProcess;
import io.sidelab.engine.MachineKind;
import io.sidelab.engine.MachineStatus;
import io.sidelab.evidence.StackView.MachineStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineStacksTest {
  private static final EngineInfo ENGINE =
      new EngineInfo(
          "id",
          "20.10",
          "1.41",
          "6.1-host",
          "Debian",
          "x86_64",
          "overlay2",
          2,
          4,
          1L << 30,
          false,
          List.of());
  private static final String QEMU =
      "qemu-system-x86_64 -accel tcg,thread=multi -cpu qemu64 -smp 1 -m 256M";

  @TempDir Path proc;
  @TempDir Path sys;
  private Acceleration acceleration = new Acceleration("tcg", "there is no /dev/kvm");

  @BeforeEach
  void hostIsBareMetal() throws IOException {
    Files.createDirectories(proc.resolve("sys/kernel/random"));
    Files.writeString(proc.resolve("sys/kernel/random/boot_id"), "boot-of-host\n");
    processorSays("fpu vme sse2");
  }

  @Test
  void allMachinesStandOnTheSameBlocksFromTheHardwareToTheEngine() {
    StackView view =
        drawn(container("one", "boot-of-host"), container("two", "boot-of-host"), vm());

    assertThat(view.machines())
        .allSatisfy(
            machine ->
                assertThat(machine.layers())
                    .startsWith(
                        "hardware", "host-kernel", "engine", machine.name() + "/container"));
    assertThat(view.layers()).extracting(StackLayer::id).doesNotHaveDuplicates();
  }

  @Test
  void containersRunOnTheHostsKernelAndAVmOnOneThatQemuCarries() {
    StackView view = drawn(container("one", "boot-of-host"), vm());

    assertThat(view.machines())
        .extracting(MachineStack::kernel)
        .containsExactly("host-kernel", "vm/guest-kernel");
    assertThat(own(view, "one")).containsExactly("one/container", "one/program");
    assertThat(own(view, "vm"))
        .containsExactly("vm/container", "vm/hypervisor", "vm/guest-kernel", "vm/program");
    assertThat(machine(view, "one").note()).isEqualTo("Same boot ID as the host.");
    assertThat(machine(view, "vm").note()).isEqualTo("A boot ID of its own.");
  }

  @Test
  void aContainerWhoseRuntimeGivesItAnotherKernelHasThatInItsStack() {
    StackView view = drawn(container("one", "boot-of-host"), container("two", "boot-elsewhere"));

    assertThat(machine(view, "two").kernel()).isEqualTo("two/own-kernel");
    assertThat(own(view, "two")).containsExactly("two/container", "two/own-kernel", "two/program");
    assertThat(machine(view, "two").note()).isEqualTo("Another boot ID than the host.");
  }

  @Test
  void aProcessorWithTheHypervisorFlagPutsTheHostItselfIntoAVm() throws IOException {
    processorSays("fpu hypervisor sse2");
    firmwareSays("Cloud Box 9");

    StackView view = drawn(container("one", "boot-of-host"));

    assertThat(machine(view, "one").layers())
        .startsWith("hardware", "host-machine", "host-kernel", "engine");
    assertThat(layer(view, "host-machine").summary()).contains("Cloud Box 9");
    assertThat(reading(view, "host-machine", "Hypervisor flag of the processor").value())
        .contains("set");
  }

  @Test
  void withoutTheFlagTheHardwareSaysSoItself() {
    StackView view = drawn(container("one", "boot-of-host"));

    assertThat(reading(view, "hardware", "Hypervisor flag of the processor").value())
        .contains("not set");
    Reading product = reading(view, "hardware", "Product in the firmware");
    assertThat(product.value()).isEmpty();
    assertThat(product.note()).contains("no such file");
  }

  @Test
  void aServerElsewhereSaysNothingOfItsOwnHostAndGoesByTheRelease() throws IOException {
    processorSays("fpu hypervisor");

    StackView view = drawn(container("one", "boot-of-a-remote-engine"));

    assertThat(machine(view, "one").layers()).startsWith("hardware", "host-kernel", "engine");
    assertThat(layer(view, "hardware").summary()).isEmpty();
    Reading boot = reading(view, "host-kernel", "Boot ID on the host");
    assertThat(boot.value()).isEmpty();
    assertThat(boot.note()).isEqualTo(HostFacts.ELSEWHERE);
    assertThat(machine(view, "one").kernel()).isEqualTo("host-kernel");
    assertThat(machine(view, "one").note()).isEqualTo("Same kernel release as the host.");
  }

  @Test
  void namesTheAcceleratorThatTheProcessReallyHasAndTheProbesReason() {
    StackView view = drawn(vm());

    assertThat(layer(view, "vm/hypervisor").title()).isEqualTo("QEMU/TCG");
    assertThat(layer(view, "vm/hypervisor").summary()).contains("host PID 4720");
    assertThat(reading(view, "vm/hypervisor", "Accelerator").note())
        .isEqualTo("Chosen by a probe: there is no /dev/kvm.");
    assertThat(reading(view, "vm/hypervisor", "Version").value()).contains("10.0");
  }

  @Test
  void aProbesReasonForAnotherAcceleratorExplainsNothing() {
    acceleration = new Acceleration("kvm", "guest was ready after 0.4 s");

    assertThat(reading(drawn(vm()), "vm/hypervisor", "Accelerator").note()).isEmpty();
  }

  @Test
  void findsAContainersFirstProcessAmongThoseOfTheHost() {
    StackView view = drawn(container("one", "boot-of-host"), vm());

    Reading host = reading(view, "one/program", "The same process on the host");
    assertThat(host.value()).contains("PID 4711");
    assertThat(host.note()).endsWith(": bash -l");
    Reading guest = reading(view, "vm/program", "The same process on the host");
    assertThat(guest.value()).isEmpty();
    assertThat(guest.note()).contains("only as the process of QEMU");
  }

  @Test
  void aMachineThatIsNotMadeYetHasNoBlockOfItsOwn() {
    Subject subject =
        new Subject(
            "late", "Late", MachineKind.CONTAINER, Optional.empty(), List.of(), Optional.empty());

    StackView view = drawn(silent(subject), container("one", "boot-of-host"));

    assertThat(own(view, "late")).isEmpty();
    assertThat(machine(view, "late").note()).isEqualTo("It is silent.");
    assertThat(machine(view, "late").kernel()).isEmpty();
  }

  @Test
  void aGuestThatBootsIsDrawnWithTheReasonWhyNothingIsKnown() {
    StackView view = drawn(container("one", "boot-of-host"), silent(subject("vm", MachineKind.VM)));

    assertThat(own(view, "vm")).contains("vm/hypervisor", "vm/guest-kernel");
    assertThat(layer(view, "vm/hypervisor").title()).isEqualTo("QEMU");
    assertThat(layer(view, "vm/guest-kernel").summary()).isEmpty();
    assertThat(layer(view, "vm/guest-kernel").readings())
        .allSatisfy(
            reading -> {
              assertThat(reading.value()).isEmpty();
              assertThat(reading.note()).isEqualTo("It is silent.");
            });
  }

  private StackView drawn(Sample... samples) {
    return new MachineStacks(ENGINE, new HostFacts(proc, sys), List.of(samples), acceleration)
        .at(Instant.EPOCH);
  }

  private void processorSays(String flags) throws IOException {
    Files.writeString(
        proc.resolve("cpuinfo"), "model name\t: Some CPU: fast\nflags\t\t: " + flags + "\n\n");
  }

  private void firmwareSays(String product) throws IOException {
    Path folder = Files.createDirectories(sys.resolve("class/dmi/id"));
    Files.writeString(folder.resolve("product_name"), product + "\n");
  }

  private static Sample container(String name, String boot) {
    Facts facts = new Facts(Map.of("boot", boot, "kernel", "6.1-host", "init", "bash"));
    return sample(
        name, MachineKind.CONTAINER, facts, facts, new HostProcess(4711, 1, "root", 9, "bash -l"));
  }

  private static Sample vm() {
    Facts guest = new Facts(Map.of("boot", "boot-of-guest", "kernel", "6.12", "init", "systemd"));
    Facts around =
        new Facts(
            Map.of(
                "boot",
                "boot-of-host",
                "kernel",
                "6.1-host",
                "qemu",
                "{\"x\":1,\"qemu\":\"10.0\"}"));
    return sample("vm", MachineKind.VM, guest, around, new HostProcess(4720, 1, "1000", 9, QEMU));
  }

  private static Sample sample(
      String name, MachineKind kind, Facts inside, Facts outside, HostProcess process) {
    MachineStatus status =
        new MachineStatus(
            "engine-" + name, "image", true, Optional.empty(), Optional.empty(), 4711, Map.of());
    return new Sample(
        subject(name, kind),
        inside,
        outside,
        Optional.of(status),
        Optional.empty(),
        Optional.empty(),
        List.of(new HostProcess(4710, 1, "root", 1, "/bin/bash /vm/start"), process),
        "");
  }

  private static Sample silent(Subject subject) {
    return Sample.missing(subject, "It is silent.");
  }

  private static Subject subject(String name, MachineKind kind) {
    return new Subject(
        name, name, kind, Optional.of("engine-" + name), List.of(), Optional.empty());
  }

  private static MachineStack machine(StackView view, String name) {
    return view.machines().stream()
        .filter(machine -> machine.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> own(StackView view, String name) {
    return machine(view, name).layers().stream().filter(id -> id.startsWith(name + "/")).toList();
  }

  private static StackLayer layer(StackView view, String id) {
    return view.layers().stream().filter(layer -> layer.id().equals(id)).findFirst().orElseThrow();
  }

  private static Reading reading(StackView view, String layer, String label) {
    return layer(view, layer).readings().stream()
        .filter(reading -> reading.label().equals(label))
        .findFirst()
        .orElseThrow();
  }
}
