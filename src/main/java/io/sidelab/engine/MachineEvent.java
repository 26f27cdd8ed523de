package io.sidelab.engine;

import java.util.Map;

/** Something that happened on the engine. */
public sealed interface MachineEvent {
  /** A machine's first process ended. Inspect it to learn how. */
  record Exited(String id, Map<String, String> labels) implements MachineEvent {}

  /** The engine does not answer any more. */
  record Lost() implements MachineEvent {}

  /** The stream of events was away and is back: inspect what you care for. */
  record Resumed() implements MachineEvent {}
}
