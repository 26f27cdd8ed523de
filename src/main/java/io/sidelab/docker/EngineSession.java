package io.sidelab.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.sidelab.engine.EngineFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The HTTP clients of one engine at one negotiated version. Streams of JSON (pulls, builds, events)
 * are read on the calling thread, so that an interruption ends them; docker-java would read them on
 * threads of its own that nobody can name or stop before the first byte.
 *
 * @param plain with a timeout for answers
 * @param streaming without one
 */
record EngineSession(
    String apiVersion,
    DockerClientConfig config,
    DockerClient docker,
    DockerHttpClient plain,
    DockerHttpClient streaming)
    implements AutoCloseable {

  static EngineSession of(
      String apiVersion,
      DockerSettings settings,
      DockerHttpClient plain,
      DockerHttpClient streaming) {
    DockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(settings.host().toString())
            .withDockerTlsVerify(false)
            .withApiVersion(apiVersion)
            .build();
    DockerClient docker = DockerClientImpl.getInstance(config, plain);
    return new EngineSession(apiVersion, config, docker, plain, streaming);
  }

  boolean knows(int minorVersion) {
    return Integer.parseInt(apiVersion.substring(apiVersion.indexOf('.') + 1)) >= minorVersion;
  }

  /** The path of a call under the negotiated version. */
  String path(String call) {
    return "/v" + apiVersion + call;
  }

  String json(Object value) throws IOException {
    return config.getObjectMapper().writeValueAsString(value);
  }

  /** One JSON object from a plain call that docker-java has no command for. */
  JsonNode get(String call) throws IOException {
    Request request = Request.builder().method(Request.Method.GET).path(path(call)).build();
    try (Response response = successful(plain.execute(request))) {
      return config.getObjectMapper().readTree(response.getBody());
    }
  }

  /** Reads an answer that is not JSON. */
  void read(String call, Reader reader) throws IOException, EngineFailure {
    Request request = Request.builder().method(Request.Method.GET).path(path(call)).build();
    try (Response response = successful(plain.execute(request))) {
      reader.read(response.getBody());
    }
  }

  /** Takes an answer's body. */
  @FunctionalInterface
  interface Reader {
    void read(InputStream body) throws IOException, EngineFailure;
  }

  /** One JSON object for another. */
  JsonNode post(String call, Object body) throws IOException {
    Request request =
        Request.builder()
            .method(Request.Method.POST)
            .path(path(call))
            .putHeader("Content-Type", "application/json")
            .bodyBytes(config.getObjectMapper().writeValueAsBytes(body))
            .build();
    try (Response response = successful(plain.execute(request))) {
      return config.getObjectMapper().readTree(response.getBody());
    }
  }

  /** Reads a stream of JSON objects to its end. */
  void stream(Request request, Consumer<Response> started, Consumer<JsonNode> each)
      throws IOException {
    try (Response response = successful(streaming.execute(request))) {
      started.accept(response);
      MappingIterator<JsonNode> objects =
          config.getObjectMapper().readerFor(JsonNode.class).readValues(response.getBody());
      while (objects.hasNextValue()) {
        each.accept(objects.nextValue());
      }
    }
  }

  private static Response successful(Response response) throws IOException {
    int status = response.getStatusCode();
    if (status >= 200 && status < 300) {
      return response;
    }
    try (response) {
      // An error's body is one short line of JSON; 16 KiB bound what a stray server could send.
      byte[] body = response.getBody().readNBytes(16 * 1024);
      throw new DockerException(new String(body, StandardCharsets.UTF_8), status);
    }
  }

  @Override
  public void close() {
    try (DockerHttpClient first = streaming;
        DockerHttpClient second = plain) {
      // Both are closed on leaving, whatever the other does.
      assert first != second;
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
