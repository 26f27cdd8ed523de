package io.sidelab.http;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.EngineInfo;

/** Asks the engine how it is. May block or hang: no request waits for it long. */
@FunctionalInterface
public interface EngineProbe {
  EngineInfo ask() throws EngineFailure;
}
