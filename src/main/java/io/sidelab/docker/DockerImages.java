package io.sidelab.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.core.dockerfile.Dockerfile;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Image;
import io.sidelab.engine.ImageBuild;
import io.sidelab.engine.ImageLayers;
import io.sidelab.engine.Images;
import io.sidelab.engine.LayerFile;
import io.sidelab.engine.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;

/** Images of a Docker Engine. */
final class DockerImages implements Images {
  private final EngineConnection connection;

  DockerImages(EngineConnection connection) {
    this.connection = connection;
  }

  @Override
  public Optional<Image> find(String name) throws EngineFailure {
    try {
      return Optional.of(
          connection.call(
              "find image " + name,
              session -> image(session.docker().inspectImageCmd(name).exec())));
    } catch (EngineFailure failure) {
      if (failure.reason() == FailureReason.GONE) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  @Override
  public Optional<ImageLayers> layers(String name) throws EngineFailure {
    try {
      return Optional.of(
          connection.call("find the layers of " + name, session -> layers(session, name)));
    } catch (EngineFailure failure) {
      if (failure.reason() == FailureReason.GONE) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private static ImageLayers layers(EngineSession session, String name) throws IOException {
    InspectImageResponse found = session.docker().inspectImageCmd(name).exec();
    List<String> diffIds = diffIds(found);
    LayerHistory history =
        LayerHistory.read(session.get("/images/" + found.getId() + "/history"), diffIds.size())
            .settled(image -> layerCount(session, image));
    return new ImageLayers(
        found.getId(), history.sizeBytes(), packedBytes(found), history.layers(diffIds));
  }

  /**
   * A containerd store names no folders of layers, and by an image's size it means what it keeps
   * packed (26.1). A classic one keeps nothing packed.
   */
  private static long packedBytes(InspectImageResponse found) {
    boolean classic = found.getGraphDriver() != null && found.getGraphDriver().getData() != null;
    return classic ? 0 : found.getSize();
  }

  private static List<String> diffIds(InspectImageResponse found) {
    return found.getRootFS() == null || found.getRootFS().getLayers() == null
        ? List.of()
        : found.getRootFS().getLayers();
  }

  private static OptionalInt layerCount(EngineSession session, String image) {
    try {
      return OptionalInt.of(diffIds(session.docker().inspectImageCmd(image).exec()).size());
    } catch (NotFoundException gone) {
      return OptionalInt.empty();
    }
  }

  @Override
  public List<List<LayerFile>> files(String name) throws EngineFailure {
    AtomicReference<List<List<LayerFile>>> found = new AtomicReference<>(List.of());
    connection.runLong(
        "read image " + name,
        session ->
            session.read(
                "/images/" + name + "/get",
                body -> {
                  ImageArchive archive = new ImageArchive();
                  archive.read(body);
                  found.set(archive.layers());
                }));
    return found.get();
  }

  @Override
  public List<String> list(int most) throws EngineFailure {
    return connection.call(
        "list images",
        session ->
            session.docker().listImagesCmd().exec().stream()
                .map(com.github.dockerjava.api.model.Image::getId)
                .distinct()
                .limit(most)
                .toList());
  }

  private static Image image(InspectImageResponse found) {
    Map<String, String> labels =
        found.getConfig() == null || found.getConfig().getLabels() == null
            ? Map.of()
            : found.getConfig().getLabels();
    List<String> names = found.getRepoTags() == null ? List.of() : found.getRepoTags();
    return new Image(found.getId(), names, found.getSize(), labels, found.getArch());
  }

  @Override
  public void pull(String reference, Progress progress) throws EngineFailure {
    try {
      connection.runLong("pull " + reference, session -> pull(session, reference, progress));
    } catch (EngineFailure failure) {
      throw PullFailures.refined(failure);
    }
  }

  private static void pull(EngineSession session, String reference, Progress progress)
      throws IOException, EngineFailure {
    Reference parts = Reference.of(reference);
    Request.Builder request =
        Request.builder()
            .method(Request.Method.POST)
            .path(
                session.path(
                    new Query("/images/create")
                        .with("fromImage", parts.repository())
                        .with("tag", parts.tag())
                        .text()));
    RegistryLogin.header(session, reference)
        .ifPresent(login -> request.putHeader("X-Registry-Auth", login));
    new PullProgress(progress).read(reference, session, request.build());
  }

  @Override
  public void build(ImageBuild build, Progress progress) throws EngineFailure {
    BuildProgress stream = new BuildProgress(progress);
    connection.runLong(
        "build " + build.names(),
        session -> {
          try (InputStream context = context(build)) {
            Request request =
                Request.builder()
                    .method(Request.Method.POST)
                    .path(session.path(query(session, build)))
                    .putHeader("Content-Type", "application/x-tar")
                    .body(context)
                    .build();
            stream.read(build.names().toString(), session, request);
          }
        });
  }

  private static InputStream context(ImageBuild build) throws IOException {
    return new Dockerfile(
            build.context().resolve(build.dockerfile()).toFile(), build.context().toFile())
        .parse()
        .buildDockerFolderTar();
  }

  private static String query(EngineSession session, ImageBuild build) throws IOException {
    Query query =
        new Query("/build")
            .with("dockerfile", build.dockerfile())
            .with("rm", "1")
            .with("forcerm", "1")
            .with("labels", session.json(build.labels()))
            .with("buildargs", session.json(build.arguments()));
    build.names().forEach(name -> query.with("t", name));
    build.target().ifPresent(target -> query.with("target", target));
    build.network().ifPresent(network -> query.with("networkmode", network));
    return query.text();
  }

  @Override
  public void importRootFilesystem(
      String name, List<String> command, Map<String, String> labels, InputStream tar)
      throws EngineFailure {
    Reference parts = Reference.of(name);
    connection.runLong(
        "import " + name,
        session -> {
          Query query =
              new Query("/images/create")
                  .with("fromSrc", "-")
                  .with("repo", parts.repository())
                  .with("tag", parts.tag())
                  .with("changes", "CMD " + session.json(command));
          for (Map.Entry<String, String> label : labels.entrySet()) {
            query.with(
                "changes",
                "LABEL " + session.json(label.getKey()) + "=" + session.json(label.getValue()));
          }
          Request request =
              Request.builder()
                  .method(Request.Method.POST)
                  .path(session.path(query.text()))
                  .putHeader("Content-Type", "application/x-tar")
                  .body(new Upload(tar))
                  .build();
          new PullProgress((message, percent) -> {}).read(name, session, request);
        });
  }

  @Override
  public void tag(String existing, String name) throws EngineFailure {
    Reference parts = Reference.of(name);
    try {
      connection.run(
          "tag " + existing + " as " + name,
          session ->
              session.docker().tagImageCmd(existing, parts.repository(), parts.tag()).exec());
    } catch (EngineFailure failure) {
      throw Failures.as(failure, FailureReason.GONE, FailureReason.IMAGE_NOT_FOUND);
    }
  }

  @Override
  public void remove(String name) throws EngineFailure {
    try {
      connection.run(
          "remove image " + name, session -> session.docker().removeImageCmd(name).exec());
    } catch (EngineFailure failure) {
      if (failure.reason() == FailureReason.GONE) {
        return;
      }
      // A conflict: a machine is made of it.
      throw Failures.as(failure, FailureReason.NOT_RUNNING, FailureReason.REFUSED);
    }
  }
}
