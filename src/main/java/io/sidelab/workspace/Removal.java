package io.sidelab.workspace;

import io.sidelab.engine.Engine;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.Labelled;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Takes things off the engine: machines first, then the networks they were on. Goes on past
 * failures, so that one stubborn machine does not keep the others.
 */
final class Removal {
  private final Engine engine;

  Removal(Engine engine) {
    this.engine = engine;
  }

  /** Everything that carries these labels, known to us or not. */
  void all(Map<String, String> labels) throws EngineFailure {
    these(engine.machines().list(labels), engine.networks().list(labels));
  }

  /**
   * @throws EngineFailure the first one, after everything was tried
   */
  void these(Collection<Labelled> machines, Collection<Labelled> networks) throws EngineFailure {
    Optional<EngineFailure> first = Optional.empty();
    for (Labelled machine : machines) {
      first = either(first, attempt(() -> engine.machines().remove(machine.id())));
    }
    for (Labelled network : networks) {
      first = either(first, attempt(() -> engine.networks().remove(network.id())));
    }
    if (first.isPresent()) {
      throw first.get();
    }
  }

  private interface Step {
    void run() throws EngineFailure;
  }

  private static Optional<EngineFailure> attempt(Step step) {
    try {
      step.run();
      return Optional.empty();
    } catch (EngineFailure failure) {
      return Optional.of(failure);
    }
  }

  private static Optional<EngineFailure> either(
      Optional<EngineFailure> first, Optional<EngineFailure> second) {
    return first.isPresent() ? first : second;
  }
}
