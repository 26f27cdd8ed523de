package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.content.Lab;
import io.sidelab.vm.Accelerator;
import io.sidelab.workspace.SeatReport.Need;
import io.sidelab.workspace.SeatReport.Resource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether seats fit: a box takes 32 MiB, one processor and 16 MiB of disk. */
class SeatArithmeticTest {
  private static final long MEBIBYTE = 1L << 20;
  private static final Lab BOX = Labs.of(Labs.box("busybox"));
  private static final Lab VM = Labs.of(Labs.vm("vm", "a-vm"));
  private static final TakenByOthers NOTHING = new TakenByOthers(100, 0, 0, 0);

  /** The engine and the server get a gigabyte of it. */
  private static final long MEMORY = (1L << 30) + 320 * MEBIBYTE;

  @Test
  void seatsFitWhenEveryResourceIsEnough() {
    SeatReport report = report(10, List.of(BOX), host(160 * MEBIBYTE), NOTHING);

    assertThat(report.fits()).isTrue();
    assertThat(need(report, Resource.PLACES).wanted()).isEqualTo(10);
    assertThat(need(report, Resource.MEMORY).wanted()).isEqualTo(320 * MEBIBYTE);
    assertThat(need(report, Resource.MEMORY).available()).isEqualTo(320 * MEBIBYTE);
    assertThat(need(report, Resource.DISK).wanted()).isEqualTo(160 * MEBIBYTE);
    assertThat(report.needs()).extracting(Need::resource).doesNotContain(Resource.VMS);
  }

  @Test
  void memoryThatIsShortSaysForHowManyItIsEnough() {
    SeatReport report = report(11, List.of(BOX), host(1L << 30), NOTHING);

    assertThat(report.fits()).isFalse();
    Need memory = need(report, Resource.MEMORY);
    assertThat(memory.isShort()).isTrue();
    assertThat(memory.text())
        .contains("11 seats of 32 MiB", "enough for 10 seats", "Measured now: 0.5 GiB");
  }

  @Test
  void whatOthersHoldIsNotThere() {
    TakenByOthers others = new TakenByOthers(12, 3, 64 * MEBIBYTE, 40 * MEBIBYTE);

    SeatReport report = report(9, List.of(BOX), host(200 * MEBIBYTE), others);

    assertThat(need(report, Resource.PLACES).available()).isEqualTo(9);
    assertThat(need(report, Resource.MEMORY).refuses()).isTrue();
    assertThat(need(report, Resource.MEMORY).available()).isEqualTo(256 * MEBIBYTE);
    assertThat(need(report, Resource.DISK).available()).isEqualTo(160 * MEBIBYTE);
  }

  @Test
  void placesThatAreTooFewTellWhichLimitWouldDo() {
    TakenByOthers others = new TakenByOthers(12, 5, 0, 0);

    Need places = need(report(8, List.of(BOX), host(1L << 30), others), Resource.PLACES);

    assertThat(places.refuses()).isTrue();
    assertThat(places.available()).isEqualTo(7);
    assertThat(places.text()).contains("workspaces.limit to 13 or more");
  }

  @Test
  void theLargestLabIsWhatASeatTakes() {
    Lab pair = Labs.of(Labs.box("busybox"), Labs.running("peer", "busybox", false));

    SeatReport report = report(2, List.of(BOX, pair), host(1L << 30), NOTHING);

    assertThat(need(report, Resource.MEMORY).wanted()).isEqualTo(128 * MEBIBYTE);
    assertThat(need(report, Resource.CPU).wanted()).isEqualTo(4);
  }

  @Test
  void processorsAreSharedAndOnlyWarnedOf() {
    SeatReport report = report(10, List.of(BOX), host(1L << 30), NOTHING);

    Need cpu = need(report, Resource.CPU);
    assertThat(report.fits()).isTrue();
    assertThat(cpu.isShort()).isTrue();
    assertThat(cpu.refuses()).isFalse();
    assertThat(cpu.text())
        .contains("2 processors", "up to 10 at once", "5.0 times")
        .doesNotContain("TCG");
  }

  @Test
  void emulatedProcessorsAreNotSharedAndThatIsSaidWithFigures() {
    HostFigures host =
        new HostFigures(2, 64L << 30, Optional.empty(), Optional.of(0L), Accelerator.Kind.TCG);

    SeatReport report = report(8, List.of(VM), host, NOTHING);

    assertThat(need(report, Resource.CPU).text())
        .contains("TCG", "8 emulated processors on 2 real ones", "4.0 times");
    assertThat(need(report, Resource.VMS).wanted()).isEqualTo(8);
    // A VM's disk is in its memory: an empty disk of the engine does not matter.
    assertThat(need(report, Resource.DISK).wanted()).isZero();
    assertThat(need(report, Resource.MEMORY).wanted())
        .isEqualTo(8 * (32 + 192 + 16 + 16) * MEBIBYTE);
    assertThat(report.fits()).isTrue();
  }

  @Test
  void vmsThatCannotRunAreRefused() {
    HostFigures host =
        new HostFigures(2, 64L << 30, Optional.empty(), Optional.of(0L), Accelerator.Kind.NONE);

    SeatReport report = report(1, List.of(VM), host, NOTHING);

    assertThat(report.fits()).isFalse();
    assertThat(need(report, Resource.VMS).text()).contains("No virtual machine can run");
  }

  @Test
  void diskThatCouldNotBeMeasuredIsNotMadeUp() {
    HostFigures host =
        new HostFigures(2, MEMORY, Optional.empty(), Optional.empty(), Accelerator.Kind.KVM);

    Need disk = need(report(1, List.of(BOX), host, NOTHING), Resource.DISK);

    assertThat(disk.refuses()).isFalse();
    assertThat(disk.text()).contains("not be measured");
  }

  @Test
  void anEngineThatDoesNotAnswerIsSaidToBeUnknown() {
    SeatReport report =
        SeatArithmetic.withoutEngine(new SeatRequest(1, List.of(BOX), Optional.empty()), NOTHING);

    assertThat(report.fits()).isFalse();
    assertThat(need(report, Resource.ENGINE).text()).contains("does not answer");
  }

  @Test
  void readsTheFreeDiskFromTheLastLine() {
    String told =
        "MemAvailable: 5 kB\nFilesystem 1024-blocks Used Available Capacity Mounted on\n"
            + "overlay 10240 2048 8192 20% /\n";

    assertThat(HostLook.diskFree(told)).hasValue(8192L << 10);
    assertThat(HostLook.diskFree("")).isEmpty();
    assertThat(HostLook.diskFree("df: /: no such file")).isEmpty();
  }

  private static HostFigures host(long diskFree) {
    return new HostFigures(
        2, MEMORY, Optional.of(512 * MEBIBYTE), Optional.of(diskFree), Accelerator.Kind.KVM);
  }

  private static SeatReport report(
      int seats, List<Lab> labs, HostFigures host, TakenByOthers others) {
    return new SeatArithmetic(new SeatRequest(seats, labs, Optional.empty()), host, others)
        .report();
  }

  private static Need need(SeatReport report, Resource resource) {
    return report.needs().stream()
        .filter(one -> one.resource() == resource)
        .findFirst()
        .orElseThrow();
  }
}
