package io.sidelab.evidence;

import io.sidelab.engine.HostProcess;
import io.sidelab.engine.MachineKind;
import io.sidelab.evidence.Evidence.SeenProcess;
import java.util.List;
import java.util.Optional;

/** The machines' processes as the host sees them, beside the numbers they have inside. */
final class ProcessView {
  private final HostFacts host;
  private final List<Sample> samples;
  private final boolean here;

  ProcessView(HostFacts host, List<Sample> samples) {
    this.host = host;
    this.samples = samples;
    this.here = host.areOf(samples);
  }

  List<SeenProcess> seen() {
    return samples.stream()
        .flatMap(sample -> sample.processes().stream().map(process -> seen(sample, process)))
        .toList();
  }

  private SeenProcess seen(Sample sample, HostProcess process) {
    return new SeenProcess(
        sample.subject().name(),
        process.hostPid(),
        insidePid(sample, process),
        process.parentPid(),
        process.user(),
        Figures.bytes(process.residentBytes()),
        process.command());
  }

  private Optional<Integer> insidePid(Sample sample, HostProcess process) {
    return here && sample.subject().kind() == MachineKind.CONTAINER
        ? host.innermostPid(process.hostPid())
        : Optional.empty();
  }
}
