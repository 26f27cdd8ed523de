package io.sidelab.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.engine.DiskUsage;
import io.sidelab.engine.EngineInfo;
import io.sidelab.engine.HostProcess;
import io.sidelab.engine.MachineKind;
import io.sidelab.engine.Usage;
import io.sidelab.evidence.Evidence.Cell;
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

class ComparisonTest {
  private static final EngineInfo ENGINE =
      new EngineInfo(
          "id",
          "20.10",
          "1.41",
          "6.1.0-host",
          "Debian 12",
          "x86_64",
          "overlay2",
          2,
          4,
          8L << 30,
          false,
          List.of());

  @TempDir Path proc;

  @BeforeEach
  void hostHasABoot() throws IOException {
    Files.createDirectories(proc.resolve("sys/kernel/random"));
    Files.writeString(proc.resolve("sys/kernel/random/boot_id"), "boot-of-host\n");
    Files.writeString(proc.resolve("uptime"), "423.10 800.00\n");
  }

  @Test
  void putsTheHostFirstAndEveryMachineInEachRow() {
    Evidence evidence = compare(container("boot-of-host"), vm());

    assertThat(evidence.columns())
        .extracting(Evidence.Column::kind)
        .containsExactly("host", "container", "vm");
    assertThat(evidence.rows()).allSatisfy(row -> assertThat(row.cells()).hasSize(3));
  }

  @Test
  void showsTheSameBootOnHostAndContainerAndAnotherInTheVm() {
    List<Cell> cells = row(compare(container("boot-of-host"), vm()), "Boot ID");

    assertThat(cells)
        .extracting(Cell::text)
        .containsExactly("boot-of-host", "boot-of-host", "boot-of-vm");
  }

  @Test
  void keepsSilentAboutTheHostWhenTheServerRunsElsewhere() {
    List<Cell> cells = row(compare(container("boot-of-a-remote-engine")), "Boot ID");

    assertThat(cells.get(0).text()).isEqualTo("–");
    assertThat(cells.get(0).note()).contains("does not run on the engine's host");
  }

  @Test
  void saysWhyAFigureIsMissing() {
    Sample silent =
        Sample.missing(
            subject("vm", MachineKind.VM, List.of("/vm/exec")),
            "The machine does not answer commands yet.");

    assertThat(row(compare(silent), "Kernel").get(1))
        .isEqualTo(new Cell("–", "The machine does not answer commands yet."));
  }

  @Test
  void doesNotCallAGuestsDiskUntouchedBecauseItLiesInMemory() {
    List<Cell> cells = row(compare(container("boot-of-host"), vm()), "Disk, its own");

    assertThat(cells).extracting(Cell::text).containsExactly("–", "4.0 KiB", "–");
    assertThat(cells.get(2).note()).contains("in memory");
  }

  @Test
  void tellsWhatAMachineUsesAtWhichMoment() {
    Evidence evidence = compare(container("boot-of-host"), vm());

    assertThat(evidence.loads())
        .contains(
            new Evidence.Load("container", Instant.EPOCH, 5L << 20, 128L << 20, 2_500_000_000L));
    assertThat(row(evidence, "Processor time"))
        .extracting(Cell::text)
        .containsExactly("–", "2.50 s", "2.50 s");
  }

  @Test
  void breaksAVmsStartIntoFirmwareKernelAndInit() {
    String booted =
        "{\"start\":\"boot\",\"phases\":{\"firmware\":410,\"kernel\":2100,\"init\":12340}}";
    String unfinished = "{\"start\":\"boot\",\"phases\":{\"firmware\":410,\"kernel\":2100}}";
    String resumed = "{\"start\":\"resume\",\"phases\":{\"firmware\":410}}";

    assertThat(startNote(booted)).isEqualTo("firmware 0.41 s, kernel 2.10 s, init 12.3 s");
    assertThat(startNote(unfinished)).isEmpty();
    assertThat(startNote(resumed)).contains("Resumed from a memory template");
    assertThat(row(compare(container("b")), "Start to prompt").get(1).note()).isEmpty();
  }

  private String startNote(String told) {
    Facts outside = new Facts(Map.of("qemu", told));
    Sample vm = sample(subject("vm", MachineKind.VM, List.of("/vm/exec")), "b", outside);
    return row(compare(vm), "Start to prompt").get(1).note();
  }

  @Test
  void pairsAProcessesTwoNumbersWhereTheHostIsOurs() throws IOException {
    Files.createDirectories(proc.resolve("4711"));
    Files.writeString(proc.resolve("4711/status"), "Name:\tbash\nNSpid:\t4711\t12\n");

    assertThat(compare(container("boot-of-host"), vm()).hostProcesses())
        .extracting(Evidence.SeenProcess::insidePid)
        .containsExactly(Optional.of(12), Optional.empty());
    assertThat(compare(container("boot-of-a-remote-engine")).hostProcesses())
        .extracting(Evidence.SeenProcess::insidePid)
        .containsExactly(Optional.empty());
  }

  @Test
  void cutsWhatAMachineSaysOfItselfToABoundedLength() {
    Facts facts = Facts.parse("kernel=" + "x".repeat(10_000) + "\nno equals sign\n=nothing\n");

    assertThat(facts.value("kernel").orElseThrow()).hasSize(400);
    assertThat(facts.values()).hasSize(1);
  }

  private Evidence compare(Sample... samples) {
    return new Comparison(ENGINE, new HostFacts(proc, proc), List.of(samples)).at(Instant.EPOCH);
  }

  private static List<Cell> row(Evidence evidence, String label) {
    return evidence.rows().stream()
        .filter(row -> row.label().equals(label))
        .findFirst()
        .orElseThrow()
        .cells();
  }

  private static Sample container(String boot) {
    return sample(subject("container", MachineKind.CONTAINER, List.of()), boot);
  }

  private static Sample vm() {
    return sample(subject("vm", MachineKind.VM, List.of("/vm/exec")), "boot-of-vm");
  }

  private static Subject subject(String name, MachineKind kind, List<String> prefix) {
    return new Subject(name, name, kind, Optional.of("engine-" + name), prefix, Optional.of(410L));
  }

  private static Sample sample(Subject subject, String boot) {
    return sample(subject, boot, subject.kind() == MachineKind.VM ? Facts.NONE : inside(boot));
  }

  private static Facts inside(String boot) {
    return new Facts(Map.of("boot", boot, "uptime", "61.5 20.0", "kernel", "6.1"));
  }

  private static Sample sample(Subject subject, String boot, Facts outside) {
    return new Sample(
        subject,
        inside(boot),
        outside,
        Optional.empty(),
        Optional.of(new Usage(Instant.EPOCH, 5L << 20, 128L << 20, 2_500_000_000L, 2)),
        Optional.of(new DiskUsage(4096, 120L << 20)),
        List.of(new HostProcess(4711, 4700, "root", 3L << 20, "bash")),
        "");
  }
}
