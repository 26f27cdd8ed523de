package io.sidelab.docker;

import io.sidelab.engine.HeldCommandContract;
import io.sidelab.testing.TestEngine;

class DockerHeldCommandIT extends HeldCommandContract {
  @Override
  protected TestEngine open() throws Exception {
    return new TestEngine();
  }
}
