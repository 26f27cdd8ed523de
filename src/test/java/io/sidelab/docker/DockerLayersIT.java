package io.sidelab.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidelab.engine.ImageBuild;
import io.sidelab.engine.ImageLayers;
import io.sidelab.engine.Layer;
import io.sidelab.engine.WritableLayer;
import io.sidelab.evidence.LayerMeasurements;
import io.sidelab.evidence.LayerView;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Layers as this host's engine has them, of images built here so that all is known of them. */
@Timeout(120)
class DockerLayersIT {
  private static final String DOCKERFILE =
      """
      FROM %s
      ENV COLOUR=green
      WORKDIR /made/here
      RUN head -c 3000 /dev/zero > file
      RUN true
      COPY Dockerfile /copied
      CMD ["sh"]
      """;

  /** Of common file systems. */
  private static final int BLOCK = 4096;

  @TempDir Path context;
  private TestEngine test;
  private String name;

  @BeforeEach
  void build() throws Exception {
    test = new TestEngine();
    name = test.uniqueName() + ":latest";
    Files.writeString(context.resolve("Dockerfile"), DOCKERFILE.formatted(test.busybox()));
    test.engine()
        .images()
        .build(
            new ImageBuild(
                context,
                "Dockerfile",
                Optional.empty(),
                List.of(name),
                test.labels(),
                Map.of(),
                Optional.of("none")),
            (message, percent) -> {});
  }

  @AfterEach
  void leavesNothing() throws Exception {
    test.engine().images().remove(name);
    test.close();
  }

  @Test
  void anImageBeginsWithTheLayersOfItsBase() throws Exception {
    ImageLayers base = layers(test.busybox());
    ImageLayers built = layers(name);

    assertThat(base.layers()).hasSize(1);
    assertThat(built.layers().get(0)).isEqualTo(base.layers().get(0));
    assertThat(bytes(base)).isEqualTo(base.sizeBytes()).isEqualTo(engineSays(base));
    assertThat(bytes(built)).isEqualTo(built.sizeBytes());
    assertThat(engineSays(built)).isBetween(bytes(built), bytes(built) + leftLying());
    assertThat(built.id()).isEqualTo(test.engine().images().find(name).orElseThrow().id());
  }

  /** A new folder is a layer without bytes; RUN true makes none: the history does not tell. */
  @Test
  void knowsWhichCommandMadeWhichLayer() throws Exception {
    List<Layer> layers = layers(name).layers();

    assertThat(layers.stream().map(layer -> layer.command().orElse("unknown")))
        .satisfiesExactly(
            base -> assertThat(base).isEqualTo("docker import -"),
            folder -> assertThat(folder).isEqualTo("WORKDIR /made/here"),
            file -> assertThat(file).isEqualTo("RUN head -c 3000 /dev/zero > file"),
            copy -> assertThat(copy).matches("COPY file:\\w+ in /copied ?"));
    if (containerdStore()) {
      // It counts what the disk uses for it: a block for each folder and each piece of a file.
      assertThat(layers.get(1).sizeBytes().orElseThrow()).isBetween(0L, 4L * BLOCK);
      assertThat(layers.get(2).sizeBytes().orElseThrow()).isBetween(3000L, 3000L + 4 * BLOCK);
    } else {
      assertThat(layers.get(1).sizeBytes()).hasValue(0);
      assertThat(layers.get(2).sizeBytes()).hasValue(3000);
    }
  }

  @Test
  void listsImagesUpToAsManyAsAsked() throws Exception {
    List<String> all = test.engine().images().list(10_000);

    assertThat(all)
        .contains(layers(name).id(), layers(test.busybox()).id())
        .doesNotHaveDuplicates();
    assertThat(test.engine().images().list(1)).hasSize(1);
    assertThat(test.engine().images().layers("sidelab-test/none:1")).isEmpty();
  }

  @Test
  void measuresWhatMachinesWroteOnWhichImage() throws Exception {
    String idle = test.engine().machines().create(test.container());
    String busy = test.run("sh", "-c", "head -c 3000000 /dev/zero > /root/file; exec sh");
    Eventually.passes(
        Duration.ofSeconds(20),
        () -> {
          List<WritableLayer> own = test.engine().machines().writableLayers(test.labels());
          String image = layers(test.busybox()).id();
          assertThat(own)
              .allMatch(layer -> layer.imageId().equals(image))
              .extracting(WritableLayer::machineId)
              .containsExactlyInAnyOrder(idle, busy);
          wrote(0, bytes(own, idle));
          wrote(3_000_000, bytes(own, busy));
        });
    wrote(3_000_000, test.engine().machines().diskUsage(busy).writtenBytes());
  }

  /**
   * The engine adds up what it stores by itself; others may build meanwhile, so it is asked again.
   */
  @Test
  void addsUpToWhatTheEngineSaysItStores() throws Exception {
    Eventually.passes(
        Duration.ofSeconds(60),
        () -> {
          JsonNode before = diskUsage();
          LayerView view =
              new LayerMeasurements(test.engine(), Clock.systemUTC())
                  .measure(List.of(), test.labels());
          JsonNode after = diskUsage();
          assertThat(after).isEqualTo(before);
          LayerView.Ledger host = view.ledger().get(2);
          assertThat(host.exact()).isTrue();
          assertThat(host.images()).isEqualTo(after.path("Images").size());
          long stored = after.path("LayersSize").asLong();
          assertThat(host.storedBytes()).isBetween(stored - leftLying(), stored);
          if (containerdStore()) {
            assertThat(host.how()).contains("keeps each layer packed as well");
          } else {
            assertThat(host.how()).doesNotContain("packed");
          }
          long sum = 0;
          for (JsonNode image : after.path("Images")) {
            sum += image.path("Size").asLong() - packed(image.path("Id").asText());
          }
          assertThat(host.sumBytes()).isBetween(sum - leftLying(), sum);
        });
  }

  private static JsonNode diskUsage() throws Exception {
    return ask("/system/df");
  }

  private static boolean containerdStore() throws Exception {
    return ask("/info").path("DriverStatus").toString().contains("io.containerd.snapshotter");
  }

  /**
   * A containerd store adds what its classic builder wrote while it built: some blocks for each
   * image that was built that way.
   */
  private static long leftLying() throws Exception {
    return containerdStore() ? 100L * BLOCK : 0;
  }

  /** By an image's own size a containerd store means what it keeps packed. */
  private static long packed(String image) throws Exception {
    return containerdStore() ? ask("/images/" + image + "/json").path("Size").asLong() : 0;
  }

  /** The engine's list counts what is packed as well. */
  private static long engineSays(ImageLayers image) throws Exception {
    for (JsonNode listed : diskUsage().path("Images")) {
      if (listed.path("Id").asText().equals(image.id())) {
        return listed.path("Size").asLong() - packed(image.id());
      }
    }
    throw new AssertionError("the engine lists no " + image.id());
  }

  private static JsonNode ask(String call) throws Exception {
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    try (EngineConnection connection = new EngineConnection(TestEngine.settings(), timer)) {
      return connection.call("ask " + call, session -> session.get(call));
    } finally {
      timer.shutdownNow();
    }
  }

  private static void wrote(long bytes, long counted) throws Exception {
    assertThat(counted).isBetween(bytes, bytes + (containerdStore() ? 4L * BLOCK : 0));
  }

  private static long bytes(List<WritableLayer> layers, String machine) {
    return layers.stream()
        .filter(layer -> layer.machineId().equals(machine))
        .mapToLong(WritableLayer::bytes)
        .sum();
  }

  private static long bytes(ImageLayers image) {
    return image.layers().stream().mapToLong(layer -> layer.sizeBytes().orElse(0)).sum();
  }

  private ImageLayers layers(String image) throws Exception {
    return test.engine().images().layers(image).orElseThrow();
  }
}
