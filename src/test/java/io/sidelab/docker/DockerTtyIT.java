package io.sidelab.docker;

import io.sidelab.engine.TtyContract;
import io.sidelab.testing.TestEngine;

/** The TTY contract against the engine of this host. */
class DockerTtyIT extends TtyContract {
  @Override
  protected TestEngine open() throws Exception {
    return new TestEngine();
  }
}
