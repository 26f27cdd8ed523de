package io.sidelab.evidence;

import static io.sidelab.evidence.SharingTest.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.engine.ImageLayers;
import io.sidelab.engine.MachineKind;
import io.sidelab.engine.WritableLayer;
import io.sidelab.evidence.LayerView.Stack;
import io.sidelab.evidence.LayerView.StackedLayer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StacksTest {
  private static final ImageLayers TOOLS = image("tools", "a:100", "b:30");
  private static final ImageLayers SERVER = image("server", "a:100", "c:7");
  private static final ImageLayers STRANGER = image("stranger", "a:100", "b:30", "x:1");

  @Test
  void givesTheSameLayerTheSameLabelInEveryStack() {
    List<Stack> stacks =
        stacks(List.of(TOOLS, SERVER, STRANGER), machine("one", TOOLS), machine("two", SERVER));

    assertThat(stacks).extracting(Stack::name).containsExactly("tools", "server");
    assertThat(stacks.get(0).layers()).extracting(StackedLayer::label).containsExactly("A", "B");
    assertThat(stacks.get(1).layers()).extracting(StackedLayer::label).containsExactly("A", "C");
    assertThat(stacks.get(0).layers()).extracting(StackedLayer::inLab).containsExactly(2, 1);
    assertThat(stacks.get(0).layers()).extracting(StackedLayer::onHost).containsExactly(3, 2);
  }

  @Test
  void putsMachinesOfOneImageOnOneStack() {
    List<Stack> stacks = stacks(List.of(TOOLS), machine("one", TOOLS), machine("two", TOOLS));

    assertThat(stacks).hasSize(1);
    assertThat(stacks.get(0).machines())
        .extracting(LayerView.OwnLayer::name)
        .containsExactly("one", "two");
    assertThat(stacks.get(0).machines().get(0).bytes()).isEqualTo(OptionalLong.of(3));
  }

  @Test
  void showsWhatAMachineRunsOnThoughTheNameHasMovedOn() {
    LayerSubject machine = machine("one", TOOLS);
    Map<String, WritableLayer> own = own(machine, SERVER);

    assertThat(Stacks.reference(machine, own)).isEqualTo(SERVER.id());
  }

  @Test
  void saysWhatIsNotThereYet() {
    LayerSubject waiting =
        new LayerSubject("one", "One", MachineKind.CONTAINER, "tools", Optional.empty());

    Stack stack =
        new Stacks(Map.of("tools", Optional.empty()), Map.of(), List.of())
            .of(List.of(waiting))
            .get(0);

    assertThat(stack.layers()).isEmpty();
    assertThat(stack.note()).isNotBlank();
    assertThat(stack.machines().get(0).bytes()).isEmpty();
    assertThat(stack.machines().get(0).note()).contains("not made yet");
  }

  @Test
  void goesOnLabellingAfterZ() {
    String[] many = IntStream.range(0, 54).mapToObj(at -> "l" + at + ":1").toArray(String[]::new);
    ImageLayers tall = image("tall", many);

    assertThat(stacks(List.of(tall), machine("one", tall)).get(0).layers())
        .extracting(StackedLayer::label)
        .contains("A", "Z", "AA", "AZ", "BA", "BB")
        .doesNotHaveDuplicates();
  }

  private static LayerSubject machine(String name, ImageLayers image) {
    String imageName = image.id().substring("sha256:".length());
    return new LayerSubject(
        name, name, MachineKind.CONTAINER, imageName, Optional.of("engine-" + name));
  }

  private static Map<String, WritableLayer> own(LayerSubject machine, ImageLayers image) {
    String id = machine.engineId().orElseThrow();
    return Map.of(id, new WritableLayer(id, image.id(), 3));
  }

  /** Every machine runs on the image of its name. */
  private static List<Stack> stacks(List<ImageLayers> host, LayerSubject... machines) {
    Map<String, Optional<ImageLayers>> images = new HashMap<>();
    Map<String, WritableLayer> own = new HashMap<>();
    List<LayerSubject> all = new ArrayList<>(List.of(machines));
    for (LayerSubject machine : all) {
      ImageLayers image =
          host.stream()
              .filter(found -> found.id().equals("sha256:" + machine.image()))
              .findFirst()
              .orElseThrow();
      own.putAll(own(machine, image));
      images.put(image.id(), Optional.of(image));
    }
    return new Stacks(images, own, host).of(all);
  }
}
