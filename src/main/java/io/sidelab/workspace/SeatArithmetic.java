package io.sidelab.workspace;

import io.sidelab.content.Lab;
import io.sidelab.content.MachineDefinition;
import io.sidelab.content.MachineDefinition.Kind;
import io.sidelab.vm.Accelerator;
import io.sidelab.workspace.SeatReport.Need;
import io.sidelab.workspace.SeatReport.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Whether seats fit into what a host has: for each resource, that of the lab that takes most of it.
 * What labs take are their limits, which few learners reach; what is free is measured.
 */
final class SeatArithmetic {
  private final SeatRequest request;
  private final HostFigures host;
  private final TakenByOthers others;
  private final long seat;

  SeatArithmetic(SeatRequest request, HostFigures host, TakenByOthers others) {
    this.request = request;
    this.host = host;
    this.others = others;
    this.seat = seatMemory(request.labs());
  }

  SeatReport report() {
    List<Need> needs = new ArrayList<>(List.of(places(request, others), memory(), cpu(), disk()));
    if (vms() > 0) {
      needs.add(virtualMachines());
    }
    return of(needs);
  }

  /** Without figures of the host, only places are known. */
  static SeatReport withoutEngine(SeatRequest request, TakenByOthers others) {
    Need engine =
        new Need(
            Resource.ENGINE,
            0,
            0,
            true,
            "The engine does not answer, so memory, processors and disk are not known. Look whether"
                + " Docker runs on the server, then ask again.");
    return of(List.of(places(request, others), engine));
  }

  private static SeatReport of(List<Need> needs) {
    return new SeatReport(needs.stream().noneMatch(Need::refuses), needs);
  }

  static long seatMemory(List<Lab> labs) {
    return Room.largest(labs);
  }

  /** What containers of a lab may write; a VM's disk is in memory and counted there. */
  static long seatDisk(List<Lab> labs) {
    return most(labs, machine -> machine.kind() == Kind.CONTAINER ? machine.diskBytes() : 0);
  }

  static Need places(SeatRequest request, TakenByOthers others) {
    int available = Math.max(0, others.limit() - others.places());
    int wanted = request.seats();
    int needed = others.places() + wanted;
    boolean tooFew = wanted > available;
    String text =
        "%d of the %d workspaces that may run at once are free for this."
            .formatted(available, others.limit());
    return new Need(
        Resource.PLACES,
        wanted,
        available,
        tooFew,
        tooFew
            ? text
                + " Set workspaces.limit to %d or more and restart the server, if its memory is"
                    .formatted(needed)
                + " enough for them; or plan fewer seats, or another time."
            : text);
  }

  private Need memory() {
    long wanted = request.seats() * seat;
    long available = memoryForSeats();
    String text =
        "%d seats of %d MiB are %s; %s of the host's %s are free for them.%s"
            .formatted(
                request.seats(),
                Room.mebibytes(seat),
                gibibytes(wanted),
                gibibytes(available),
                gibibytes(host.memoryBytes()),
                host.memoryAvailable()
                    .map(now -> " Measured now: " + gibibytes(now) + " available.")
                    .orElse(""));
    String next =
        " That is enough for %d seats: plan fewer, take smaller labs, or use a host with more memory."
            .formatted(seat == 0 ? request.seats() : available / seat);
    boolean tooLittle = wanted > available;
    return new Need(Resource.MEMORY, wanted, available, tooLittle, tooLittle ? text + next : text);
  }

  /** By their limits: the host's, less what is set aside and what others hold. */
  private long memoryForSeats() {
    return Math.max(0, Room.free(host.memoryBytes()) - others.memoryBytes());
  }

  /** Never refuses: what shares the processors gets slower, not less. */
  private Need cpu() {
    double seatCpus = mostOf(request.labs(), MachineDefinition::cpus);
    long wanted = (long) Math.ceil(request.seats() * seatCpus);
    String text =
        "The host has %d processors; the seats may use up to %d at once."
            .formatted(host.cpus(), wanted);
    if (wanted <= host.cpus()) {
      return new Need(Resource.CPU, wanted, host.cpus(), false, text);
    }
    String shared =
        " Containers share them and mostly wait for their learners, so this is a warning: when all"
            + " are busy at once, everything takes %s times as long."
                .formatted(short1((double) wanted / host.cpus()));
    return new Need(Resource.CPU, wanted, host.cpus(), false, text + shared + underEmulation());
  }

  /** An emulated processor is work for a real one whenever the guest does anything. */
  private String underEmulation() {
    if (vms() == 0 || host.accelerator() != Accelerator.Kind.TCG) {
      return "";
    }
    long processors = request.seats() * most(request.labs(), SeatArithmetic::vmProcessors);
    return " VMs do not share like that: this host emulates their processors in software (TCG), and"
        + " a guest that boots keeps one busy. %d emulated processors on %d real ones: when all boot"
            .formatted(processors, host.cpus())
        + " at once, a boot takes %s times as long as alone. Warm them up before the start, let"
            .formatted(short1(Math.max(1, (double) processors / host.cpus())))
        + " groups start one after another, or use a host with KVM.";
  }

  private Need disk() {
    long wanted = request.seats() * seatDisk(request.labs());
    if (host.diskFree().isEmpty()) {
      String unknown =
          "The seats may write up to %s by their limits. How much the engine's disk has free could"
                  .formatted(gibibytes(wanted))
              + " not be measured just now; look with df on the server, or ask again.";
      return new Need(Resource.DISK, wanted, 0, false, unknown);
    }
    long available = Math.max(0, host.diskFree().get() - others.diskBytes());
    String text =
        "The seats may write up to %s by their limits; few learners reach them. Measured now: %s of"
                .formatted(gibibytes(wanted), gibibytes(host.diskFree().get()))
            + " the engine's disk are free, %s of it not promised to others."
                .formatted(gibibytes(available))
            + " Images that are not there yet come on top.";
    boolean tooLittle = wanted > available;
    String next =
        " Remove what is not used on the server (docker system df shows it), or plan fewer seats.";
    return new Need(Resource.DISK, wanted, available, tooLittle, tooLittle ? text + next : text);
  }

  private Need virtualMachines() {
    long wanted = request.seats() * vms();
    boolean none = host.accelerator() == Accelerator.Kind.NONE;
    long each = Math.max(1, most(request.labs(), SeatArithmetic::vmMemory) / vms());
    long available = none ? 0 : memoryForSeats() / each;
    String text =
        none
            ? "No virtual machine can run on this host. Take labs without one, or look at the page of"
                + " the host for the reason."
            : "%d virtual machines of %d MiB each, with QEMU and their disks in memory; memory is free for %d. They run under %s."
                .formatted(wanted, Room.mebibytes(each), available, under());
    return new Need(Resource.VMS, wanted, available, none, text);
  }

  private String under() {
    return switch (host.accelerator()) {
      case KVM -> "KVM, on the processor itself";
      case TCG -> "TCG, emulated in software";
      case NONE, UNKNOWN -> "what the first one will show: it is not known yet";
    };
  }

  private long vms() {
    return most(request.labs(), machine -> machine.kind() == Kind.VM ? 1 : 0);
  }

  private static long vmMemory(MachineDefinition machine) {
    return machine.kind() == Kind.VM ? Room.memory(machine) : 0;
  }

  private static long vmProcessors(MachineDefinition machine) {
    return machine.kind() == Kind.VM ? (long) Math.ceil(machine.cpus()) : 0;
  }

  private static long most(List<Lab> labs, ToLongFunction<MachineDefinition> figure) {
    return labs.stream()
        .mapToLong(lab -> lab.machines().stream().mapToLong(figure).sum())
        .max()
        .orElse(0);
  }

  private static double mostOf(List<Lab> labs, ToDoubleFunction<MachineDefinition> figure) {
    return labs.stream()
        .mapToDouble(lab -> lab.machines().stream().mapToDouble(figure).sum())
        .max()
        .orElse(0);
  }

  private static String gibibytes(long bytes) {
    return short1(bytes / (double) (1L << 30)) + " GiB";
  }

  private static String short1(double number) {
    return String.format(Locale.ROOT, number < 0.1 && number > 0 ? "%.2f" : "%.1f", number);
  }
}
