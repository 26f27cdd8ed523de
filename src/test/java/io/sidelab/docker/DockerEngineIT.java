package io.sidelab.docker;

import io.sidelab.engine.EngineContract;
import io.sidelab.testing.TestEngine;

/** The contract against the engine of this host. */
class DockerEngineIT extends EngineContract {
  @Override
  protected TestEngine open() throws Exception {
    return new TestEngine();
  }
}
