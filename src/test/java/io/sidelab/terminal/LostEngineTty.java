package io.sidelab.terminal;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import java.util.OptionalInt;

/** Its engine is gone when it ends. */
final class LostEngineTty extends QueueTty {
  @Override
  public OptionalInt exitCode() throws EngineFailure {
    throw new EngineFailure(FailureReason.ENGINE_UNREACHABLE, "No engine. Wait.", "refused");
  }
}
