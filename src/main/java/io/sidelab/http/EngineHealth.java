package io.sidelab.http;

import io.sidelab.engine.EngineInfo;
import java.util.List;

/**
 * How the engine was when it was last asked; the wire has it as it is.
 *
 * @param unlimited what the engine cannot limit of a machine: any of memory, cpu, pids
 * @param message what is wrong while it is down, for people; empty while it is up
 */
record EngineHealth(
    boolean up,
    String version,
    String kernel,
    String operatingSystem,
    String architecture,
    String storageDriver,
    int cpus,
    long memoryBytes,
    boolean rootless,
    List<String> unlimited,
    String message) {

  static EngineHealth of(EngineInfo info) {
    return new EngineHealth(
        true,
        info.version(),
        info.kernel(),
        info.operatingSystem(),
        info.architecture(),
        info.storageDriver(),
        info.cpus(),
        info.memoryBytes(),
        info.rootless(),
        info.unlimited(),
        "");
  }

  /** The same host, known from before, with an engine that does not answer. */
  EngineHealth down(String why) {
    return new EngineHealth(
        false,
        version,
        kernel,
        operatingSystem,
        architecture,
        storageDriver,
        cpus,
        memoryBytes,
        rootless,
        unlimited,
        why);
  }

  static EngineHealth unknown() {
    return new EngineHealth(
        false,
        "",
        "",
        "",
        "",
        "",
        0,
        0,
        false,
        List.of(),
        "The engine is being asked for the first time.");
  }
}
