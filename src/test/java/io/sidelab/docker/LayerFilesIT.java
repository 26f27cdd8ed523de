package io.sidelab.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.engine.ImageBuild;
import io.sidelab.engine.ImageLayers;
import io.sidelab.evidence.LayerContents;
import io.sidelab.evidence.LayerFolder;
import io.sidelab.evidence.LayerFolder.Entry;
import io.sidelab.evidence.LayerFolder.Tally;
import io.sidelab.testing.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is in the layers of an image that this host's engine built. */
@Timeout(120)
class LayerFilesIT {
  private static final String DOCKERFILE =
      """
      FROM %s
      RUN mkdir -p /d/sub && echo one > /d/kept && echo two > /d/gone && echo three > /d/sub/deep
      RUN echo more >> /d/kept && rm /d/gone && head -c 5000 /dev/zero > /d/new
      ENV NOTHING=here
      RUN rm -r /d/sub
      RUN rm -r /d && mkdir /d && ln -s /etc /d/link
      """;

  @TempDir Path context;
  private TestEngine test;
  private String name;
  private ImageLayers image;
  private LayerContents contents;

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
    image = test.engine().images().layers(name).orElseThrow();
    contents = new LayerContents(test.engine(), Clock.systemUTC());
  }

  @AfterEach
  void leavesNothing() throws Exception {
    test.engine().images().remove(name);
    test.close();
  }

  @Test
  void tellsWhatEachCommandAddedChangedAndRemoved() throws Exception {
    assertThat(in(1, "/").all()).isEqualTo(new Tally(3, 0, 0, 14));
    assertThat(in(1, "/d/sub").entries())
        .containsExactly(new Entry("deep", false, Optional.of("added"), new Tally(1, 0, 0, 6)));

    assertThat(in(2, "/").entries())
        .containsExactly(new Entry("d", true, Optional.empty(), new Tally(1, 1, 1, 5009)));
    assertThat(in(2, "/d").entries())
        .containsExactly(
            new Entry("gone", false, Optional.of("removed"), new Tally(0, 0, 1, 0)),
            new Entry("kept", false, Optional.of("changed"), new Tally(0, 1, 0, 9)),
            new Entry("new", false, Optional.of("added"), new Tally(1, 0, 0, 5000)));

    assertThat(in(3, "/d").entries())
        .containsExactly(new Entry("sub", true, Optional.of("removed"), new Tally(0, 0, 1, 0)));
    assertThat(in(4, "/d").all()).isEqualTo(new Tally(1, 0, 2, "/etc".length()));
  }

  @Test
  void itsBytesAreTheEnginesOwn() throws Exception {
    assertThat(image.layers()).hasSize(5);
    for (int layer = 1; layer < image.layers().size(); layer++) {
      long counted = image.layers().get(layer).sizeBytes().orElseThrow();
      // A containerd store counts whole blocks, of folders too; a classic one the files' bytes.
      long blocks = image.packedBytes() == 0 ? 0 : 8 * 4096;
      assertThat(in(layer, "/").all().bytes())
          .as("layer %s", layer)
          .isBetween(counted - blocks, counted);
    }
  }

  private LayerFolder in(int layer, String folder) throws Exception {
    return contents.look(image.id(), layer, folder);
  }
}
