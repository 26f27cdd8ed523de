package io.sidelab.evidence;

import io.sidelab.engine.Command;
import io.sidelab.engine.CommandResult;
import io.sidelab.engine.DiskUsage;
import io.sidelab.engine.Engine;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.HostProcess;
import io.sidelab.engine.MachineStatus;
import io.sidelab.engine.Usage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures one machine by asking the engine and the machine itself. Blocks for up to a few seconds.
 */
final class Probe {
  /** A guest under software emulation answers within a quarter of a second once it is up. */
  private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(5);

  /** What does not change while a machine runs is not asked for with every figure. */
  private static final Duration OUTSIDE_FRESH = Duration.ofSeconds(15);

  private final Engine engine;
  private final Fresh<String, Facts> outside;

  Probe(Engine engine, Clock clock) {
    this.engine = engine;
    this.outside = new Fresh<>(OUTSIDE_FRESH, clock);
  }

  Sample measure(Subject subject) {
    if (subject.engineId().isEmpty()) {
      return Sample.missing(subject, "The machine is not made yet.");
    }
    String id = subject.engineId().get();
    Asked asked = new Asked();
    Optional<Usage> usage = asked.about(() -> engine.machines().usage(id));
    Optional<DiskUsage> disk = asked.about(() -> engine.machines().diskUsage(id));
    Optional<List<HostProcess>> processes = asked.about(() -> engine.machines().hostProcesses(id));
    Optional<MachineStatus> status = asked.about(() -> engine.machines().inspect(id));
    Facts facts = facts(id, subject.commandPrefix(), Facts.command());
    Facts around = subject.commandPrefix().isEmpty() ? facts : outside(id);
    if (facts == Facts.NONE) {
      asked.problem = "The machine does not answer commands yet.";
    }
    return new Sample(
        subject, facts, around, status, usage, disk, processes.orElse(List.of()), asked.problem);
  }

  /** Questions to the engine, each for itself: one that it cannot answer hides no other figure. */
  private static final class Asked {
    private String problem = "";

    /** One question. */
    private interface Question<T> {
      T ask() throws EngineFailure;
    }

    <T> Optional<T> about(Question<T> question) {
      try {
        return Optional.of(question.ask());
      } catch (EngineFailure failure) {
        problem = failure.learnerText();
        return Optional.empty();
      }
    }
  }

  private Facts outside(String id) {
    try {
      return outside.get(id, () -> facts(id, List.of(), Facts.outsideCommand())).value();
    } catch (EngineFailure slow) {
      return Facts.NONE;
    }
  }

  private Facts facts(String id, List<String> prefix, List<String> command) {
    List<String> line = new ArrayList<>(prefix);
    line.addAll(command);
    try {
      CommandResult result = engine.machines().run(id, new Command(line, COMMAND_TIMEOUT));
      return result.succeeded() ? Facts.parse(result.output()) : Facts.NONE;
    } catch (EngineFailure notAnswering) {
      return Facts.NONE; // A guest that still boots; the figures of the engine stand without it.
    }
  }
}
