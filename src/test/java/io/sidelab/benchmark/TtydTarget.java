package io.sidelab.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** ttyd, as its users run it before containers: one process for each, with {@code docker exec}. */
final class TtydTarget implements Target, AutoCloseable {
  private static final Duration START = Duration.ofSeconds(10);

  private final Path program;
  private final Map<String, Server> servers = new TreeMap<>();

  private record Server(Process process, int port) {}

  TtydTarget(Path program) {
    this.program = program;
  }

  @Override
  public String name() {
    return "ttyd";
  }

  @Override
  public List<Long> processes() {
    List<Long> all = new ArrayList<>();
    for (Server server : servers.values()) {
      all.add(server.process().pid());
      server.process().descendants().forEach(each -> all.add(each.pid()));
    }
    return all;
  }

  @Override
  public Line open(String container) throws IOException, InterruptedException {
    Server server = server(container);
    Line line =
        Upgrade.open(server.port(), "/ws", "Sec-WebSocket-Protocol: tty\r\n", Dialects.ttyd());
    line.send(WebSocketCodec.text("{\"AuthToken\":\"\",\"columns\":80,\"rows\":24}"));
    return line;
  }

  /** One for each container, though several terminals are opened at a time. */
  private synchronized Server server(String container) throws IOException, InterruptedException {
    Server server = servers.get(container);
    if (server == null) {
      server = start(container);
      servers.put(container, server);
    }
    return server;
  }

  private Server start(String container) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(
                program.toString(),
                "-W",
                "-i",
                "127.0.0.1",
                "-p",
                String.valueOf(port),
                "docker",
                "exec",
                "-it",
                container,
                "sh")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Ports.awaitListener(port, process, START);
    return new Server(process, port);
  }

  @Override
  public void close() {
    for (Server server : servers.values()) {
      server.process().destroy();
      server.process().onExit().orTimeout(START.toSeconds(), TimeUnit.SECONDS).join();
    }
  }
}
