package io.sidelab.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidelab.engine.EngineInfo;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Reads what the engine says of itself. */
final class EngineFigures {
  private EngineFigures() {}

  static EngineInfo info(EngineSession session) throws IOException {
    JsonNode info = session.get("/info");
    boolean rootless = false;
    for (JsonNode option : info.path("SecurityOptions")) {
      rootless |= option.asText().equals("name=rootless");
    }
    return new EngineInfo(
        info.path("ID").asText(),
        info.path("ServerVersion").asText(),
        session.apiVersion(),
        info.path("KernelVersion").asText(),
        info.path("OperatingSystem").asText(),
        info.path("Architecture").asText(),
        info.path("Driver").asText(),
        info.path("CgroupVersion").asInt(1),
        info.path("NCPU").asInt(),
        info.path("MemTotal").asLong(),
        rootless,
        unlimited(info));
  }

  /** An engine without root on cgroup v1 takes limits and does nothing about them. */
  private static List<String> unlimited(JsonNode info) {
    return Stream.of("memory:MemoryLimit", "cpu:CpuCfsQuota", "pids:PidsLimit")
        .map(pair -> pair.split(":"))
        .filter(pair -> !info.path(pair[1]).asBoolean(true))
        .map(pair -> pair[0])
        .toList();
  }
}
