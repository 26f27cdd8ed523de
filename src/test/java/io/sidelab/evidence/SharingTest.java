package io.sidelab.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.engine.ImageLayers;
import io.sidelab.engine.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SharingTest {
  private static final ImageLayers BASE = image("base", "a:100");
  private static final ImageLayers TOOLS = image("tools", "a:100", "b:30");
  private static final ImageLayers SERVER = image("server", "a:100", "c:7", "b:30");

  @Test
  void namesALayerAsTheImageSpecificationDoes() {
    // Computed by hand: printf 'sha256:a sha256:b' | sha256sum
    assertThat(Chain.of(TOOLS))
        .containsExactly(
            "sha256:a",
            "sha256:" + "970a948bffa8de94d6e22d747ba8c95030e6e546909f98f54e99a13005e173a8");
  }

  @Test
  void sharedLayersCountOnceInWhatIsStored() {
    assertThat(Sharing.of(List.of(BASE, TOOLS))).isEqualTo(new Sharing(230, 130, true));
    assertThat(Sharing.of(List.of(BASE, TOOLS)).savedBytes()).isEqualTo(100);
  }

  @Test
  void theSameContentOnOtherLayersIsStoredAgain() {
    assertThat(Sharing.of(List.of(TOOLS, SERVER))).isEqualTo(new Sharing(267, 167, true));
  }

  @Test
  void machinesOfOneImageNeedItOnce() {
    assertThat(Sharing.of(List.of(TOOLS, TOOLS, TOOLS)).plus(5))
        .isEqualTo(new Sharing(395, 135, true));
  }

  @Test
  void nothingTakesNothing() {
    assertThat(Sharing.of(List.of())).isEqualTo(new Sharing(0, 0, true));
  }

  @Test
  void aSizeThatOneHistoryLeavesOpenMayStandInAnother() {
    ImageLayers silent = image("silent", "a:?");

    assertThat(Sharing.of(List.of(silent, TOOLS))).isEqualTo(new Sharing(230, 130, true));
  }

  @Test
  void whatNoHistoryTellsIsTheImagesOwnAndNotExact() {
    ImageLayers open = new ImageLayers("open", 140, 0, layers("a:100", "d:?", "e:?"));

    assertThat(Sharing.of(List.of(BASE, open, open))).isEqualTo(new Sharing(380, 140, false));
  }

  /** Layers as "content:bytes", the lowest first. */
  static ImageLayers image(String name, String... layers) {
    List<Layer> all = layers(layers);
    long size = all.stream().mapToLong(layer -> layer.sizeBytes().orElse(0)).sum();
    return new ImageLayers("sha256:" + name, size, 0, all);
  }

  private static List<Layer> layers(String... texts) {
    List<Layer> layers = new ArrayList<>();
    for (String text : texts) {
      String[] parts = text.split(":");
      OptionalLong size =
          parts[1].equals("?") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(parts[1]));
      layers.add(new Layer("sha256:" + parts[0], Optional.of("RUN " + parts[0]), size));
    }
    return layers;
  }
}
