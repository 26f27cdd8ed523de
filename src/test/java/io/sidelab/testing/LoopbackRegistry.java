package io.sidelab.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real registry on the loopback: the program of Debian's package {@code docker-registry}. */
public final class LoopbackRegistry implements AutoCloseable {
  private final int port;
  private final Process process;

  /**
   * @param folder for its images and its log
   */
  public LoopbackRegistry(Path folder) throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path configuration = folder.resolve("registry.yml");
    Files.writeString(
        configuration,
        String.join(
            "\n",
            List.of(
                "version: 0.1",
                "storage:",
                "  filesystem:",
                "    rootdirectory: " + folder.resolve("registry"),
                "http:",
                "  addr: 127.0.0.1:" + port,
                "")));
    process = start(configuration, folder);
    Eventually.until("the registry answers", Duration.ofSeconds(20), this::answers);
  }

  private static Process start(Path configuration, Path folder) {
    try {
      return new ProcessBuilder("docker-registry", "serve", configuration.toString())
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("registry.log").toFile())
          .start();
    } catch (IOException missing) {
      throw new AssertionError("install docker-registry: it is the tests' registry", missing);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Host and port. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Puts an image of the engine into the registry under another name. */
  public void push(URI engine, String image, String repository, String tag) throws Exception {
    DefaultDockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(engine.toString())
            .withApiVersion("1.41")
            .build();
    try (ApacheDockerHttpClient http =
            new ApacheDockerHttpClient.Builder().dockerHost(engine).build();
        DockerClient docker = DockerClientImpl.getInstance(config, http)) {
      String name = address() + "/" + repository;
      docker.tagImageCmd(image, name, tag).exec();
      docker.pushImageCmd(name + ":" + tag).start().awaitCompletion(60, TimeUnit.SECONDS);
      docker.removeImageCmd(name + ":" + tag).exec();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
