package io.sidelab.evidence;

import io.sidelab.engine.EngineInfo;
import io.sidelab.engine.MachineKind;
import io.sidelab.evidence.Evidence.Cell;
import io.sidelab.evidence.Evidence.Column;
import io.sidelab.evidence.Evidence.Load;
import io.sidelab.evidence.Evidence.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Lays measured machines and their host side by side. Pure: the same samples give the same table.
 */
final class Comparison {
  /** Of a machine only; a dash says enough. */
  private static final String NOT_HERE = "";

  private final EngineInfo engine;
  private final HostFacts host;
  private final List<Sample> samples;

  Comparison(EngineInfo engine, HostFacts host, List<Sample> samples) {
    this.engine = engine;
    this.host = host;
    this.samples = List.copyOf(samples);
  }

  Evidence at(Instant now) {
    return new Evidence(now, columns(), rows(), loads(), new ProcessView(host, samples).seen());
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("host", "This host", "host"));
    for (Sample sample : samples) {
      Subject subject = sample.subject();
      String kind = subject.kind().name().toLowerCase(Locale.ROOT);
      columns.add(new Column(subject.name(), subject.title(), kind));
    }
    return columns;
  }

  private List<Row> rows() {
    return Stream.of(systems(), costs()).flatMap(List::stream).toList();
  }

  /** What runs in each. */
  private List<Row> systems() {
    return List.of(
        row(
            "Distribution",
            "PRETTY_NAME in /etc/os-release of the machine; of the host as its engine "
                + "reports it",
            Cell.of(engine.operatingSystem()),
            fact("distribution")),
        row(
            "Kernel",
            "/proc/sys/kernel/osrelease, which uname -r prints; of the host as its engine "
                + "reports it",
            Cell.of(engine.kernel()),
            fact("kernel")),
        row(
            "Boot ID",
            "/proc/sys/kernel/random/boot_id: drawn anew at every boot of a kernel",
            hostCell(host.bootId()),
            fact("boot")),
        row(
            "Up for",
            "/proc/uptime: how long the kernel has been running",
            hostUptime(),
            this::uptime),
        row("PID 1", "/proc/1/comm: the first process", Cell.unknown(NOT_HERE), fact("init")),
        row(
            "Processes inside",
            "Entries of /proc that are processes, without the shell that counts",
            Cell.unknown(NOT_HERE),
            fact("processes")),
        row(
            "Processes on the host",
            "The engine lists them with the host's ps",
            Cell.unknown(NOT_HERE),
            sample -> count(sample)));
  }

  /** What each takes. */
  private List<Row> costs() {
    return List.of(
        row(
            "Start to prompt",
            "From the request to start until the prompt stood on the terminal; of a VM also what its "
                + "firmware, kernel and init took, by the clocks of QEMU's container and the guest",
            Cell.unknown(NOT_HERE),
            Comparison::prompt),
        row(
            "Memory",
            "The container's cgroup, without page cache that can be dropped; of the host: "
                + "its memory in all",
            Cell.of(Figures.bytes(engine.memoryBytes())),
            Comparison::memory),
        row(
            "Processor time",
            "The container's cgroup: all that it has used since its start",
            Cell.unknown(NOT_HERE),
            Comparison::processorTime),
        row(
            "Disk, its own",
            "What it wrote on top of its image, as the engine counts it",
            Cell.unknown(NOT_HERE),
            sample -> disk(sample, true)),
        row(
            "Disk, its image",
            "Read-only, stored once for every machine of that image",
            Cell.unknown(NOT_HERE),
            sample -> disk(sample, false)));
  }

  private Row row(String label, String how, Cell ofHost, Function<Sample, Cell> ofMachine) {
    List<Cell> cells = new ArrayList<>();
    cells.add(ofHost);
    samples.forEach(sample -> cells.add(ofMachine.apply(sample)));
    return new Row(label, how, cells);
  }

  private static Function<Sample, Cell> fact(String name) {
    return sample ->
        sample.facts().value(name).map(Cell::of).orElseGet(() -> Cell.unknown(sample.problem()));
  }

  private Cell hostCell(String value) {
    return host.areOf(samples) && !value.isEmpty()
        ? Cell.of(value)
        : Cell.unknown(HostFacts.ELSEWHERE);
  }

  private Cell hostUptime() {
    Cell raw = hostCell(host.uptimeSeconds());
    return raw.note().isEmpty() ? Cell.of(duration(raw.text())) : raw;
  }

  private Cell uptime(Sample sample) {
    return sample
        .facts()
        .value("uptime")
        .map(value -> Cell.of(duration(value.split(" ")[0])))
        .orElseGet(() -> Cell.unknown(sample.problem()));
  }

  private static String duration(String seconds) {
    try {
      return Figures.seconds(Double.parseDouble(seconds));
    } catch (NumberFormatException notANumber) {
      return seconds; // A machine may print what it likes; it is shown as it is.
    }
  }

  private static Cell count(Sample sample) {
    return sample.processes().isEmpty()
        ? Cell.unknown(sample.problem())
        : Cell.of(String.valueOf(sample.processes().size()));
  }

  private static Cell prompt(Sample sample) {
    return sample
        .subject()
        .promptMillis()
        .map(millis -> new Cell(Figures.millis(millis), BootPhases.of(sample)))
        .orElseGet(() -> Cell.unknown("No prompt seen yet."));
  }

  private static Cell memory(Sample sample) {
    return sample
        .usage()
        .map(
            usage ->
                new Cell(
                    Figures.bytes(usage.memoryBytes()),
                    (sample.subject().kind() == MachineKind.VM ? "QEMU with its guest, " : "")
                        + "of at most "
                        + Figures.bytes(usage.memoryLimitBytes())))
        .orElseGet(() -> Cell.unknown(sample.problem()));
  }

  private static Cell processorTime(Sample sample) {
    return sample
        .usage()
        .map(usage -> Cell.of(Figures.millis(usage.cpuNanos() / 1_000_000)))
        .orElseGet(() -> Cell.unknown(sample.problem()));
  }

  private static Cell disk(Sample sample, boolean own) {
    if (own && sample.subject().kind() == MachineKind.VM) {
      return Cell.unknown("What its guest writes lies in memory, and is counted there.");
    }
    return sample
        .disk()
        .map(disk -> Cell.of(Figures.bytes(own ? disk.writtenBytes() : disk.imageBytes())))
        .orElseGet(() -> Cell.unknown(sample.problem()));
  }

  private List<Load> loads() {
    return samples.stream().flatMap(sample -> load(sample).stream()).toList();
  }

  private static Optional<Load> load(Sample sample) {
    return sample
        .usage()
        .map(
            usage ->
                new Load(
                    sample.subject().name(),
                    usage.readAt(),
                    usage.memoryBytes(),
                    usage.memoryLimitBytes(),
                    usage.cpuNanos()));
  }
}
