package io.sidelab.engine;

/** Why a call to the engine failed. Callers decide by this code, never by a text. */
public enum FailureReason {
  /** No engine answers at the configured address. */
  ENGINE_UNREACHABLE,
  /** The engine took the call and did not answer in time. */
  ENGINE_TIMEOUT,
  /** Neither the engine nor the registry has the image. */
  IMAGE_NOT_FOUND,
  /** The registry or its mirror does not answer. */
  REGISTRY_UNREACHABLE,
  /** The registry wants a login or limits the number of pulls. */
  REGISTRY_REFUSED,
  /** A recipe's build ended with an error. */
  BUILD_FAILED,
  /** The engine's disk is full. */
  NO_SPACE,
  /** A machine, network or volume of that name exists. */
  NAME_TAKEN,
  /** The subnet overlaps one that is in use. */
  SUBNET_TAKEN,
  /** The machine, network or image is not there (any more). */
  GONE,
  /** The machine is there and does not run. */
  NOT_RUNNING,
  /** The machine was made and could not be started. */
  START_FAILED,
  /** A command in a machine ran longer than it was given. */
  COMMAND_TIMEOUT,
  /** The engine does not accept the request as it is. */
  REFUSED,
  /** The waiting thread was interrupted, because the server stops. */
  INTERRUPTED,
  /** Anything else the engine reports. */
  ENGINE_ERROR
}
