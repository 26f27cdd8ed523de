package io.sidelab.benchmark;

import java.util.List;

/** A way from a client to shells in the benchmark's containers. */
interface Target {
  /** At the head of its column. */
  String name();

  /** Asks for a new shell in a container and connects to it; its prompt is still to come. */
  Line open(String container) throws Exception;

  /** Processes that stand between the client and the engine; empty where there are none. */
  List<Long> processes();
}
