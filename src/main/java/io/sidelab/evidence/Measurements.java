package io.sidelab.evidence;

import io.sidelab.engine.Engine;
import io.sidelab.engine.EngineFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Measures the machines of a workspace on demand. Safe for use by any thread. */
public final class Measurements {
  private final Engine engine;
  private final Probe probe;
  private final HostFacts host;
  private final Clock clock;

  public Measurements(Engine engine, Clock clock) {
    this.engine = engine;
    this.probe = new Probe(engine, clock);
    this.host = new HostFacts(Path.of("/proc"), Path.of("/sys"));
    this.clock = clock;
  }

  /**
   * Measures them now, one after the other; blocks for about as many seconds as there are machines.
   *
   * @throws EngineFailure when the engine itself does not answer; a machine that does not answer is
   *     a gap in each view with a note
   */
  public Survey measure(List<Subject> subjects, Acceleration acceleration) throws EngineFailure {
    var info = engine.info();
    List<Sample> samples = subjects.stream().map(probe::measure).toList();
    Instant now = clock.instant();
    return new Survey(
        new Comparison(info, host, samples).at(now),
        new MachineStacks(info, host, samples, acceleration).at(now));
  }
}
