package io.sidelab.docker;

import io.sidelab.engine.TtyContract;
import io.sidelab.testing.CuttableLine;
import io.sidelab.testing.TestEngine;

/** The TTY contract over TCP, as with an engine elsewhere. */
class DockerTcpIT extends TtyContract {
  private CuttableLine line;

  @Override
  protected TestEngine open() throws Exception {
    line = new CuttableLine(TestEngine.settings().host().getPath());
    return new TestEngine(TestEngine.settings(line.address(), TestEngine.settings().timeout()));
  }

  @Override
  protected void closed() throws Exception {
    line.close();
  }
}
