package io.sidelab.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidelab.engine.Layer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerHistoryTest {
  private static final String UNKNOWN = "?";

  @Test
  void givesNoLayerToWhatOnlyChangesTheDescription() {
    assertThat(layers(2, "100 ADD rootfs", "0 ENV A=b", "5 RUN make", "0 CMD [\"sh\"]"))
        .containsExactly("100 ADD rootfs", "5 RUN make");
  }

  @Test
  void givesAFolderWithoutBytesItsLayerWhenTheNumberOfLayersSaysSo() {
    assertThat(layers(3, "100 ADD rootfs", "0 WORKDIR /new", "5 RUN make"))
        .containsExactly("100 ADD rootfs", "0 WORKDIR /new", "5 RUN make");
    assertThat(layers(2, "100 ADD rootfs", "0 WORKDIR /root", "5 RUN make"))
        .containsExactly("100 ADD rootfs", "5 RUN make");
  }

  @Test
  void namesNoCommandWhereTwoMayHaveMadeTheLayer() {
    assertThat(layers(3, "9 ADD rootfs", "0 WORKDIR /a", "0 RUN true", "5 RUN make"))
        .containsExactly("9 ADD rootfs", "0 ?", "5 RUN make");
  }

  @Test
  void namesWhatIsCertainBeforeAndAfterWhatIsNot() {
    assertThat(layers(4, "9 ADD rootfs", "0 WORKDIR /a", "5 RUN make", "0 RUN true", "7 COPY b"))
        .containsExactly("9 ADD rootfs", "? ?", "? ?", "7 COPY b");
  }

  @Test
  void namesNothingWhenTheHistoryDoesNotFit() {
    assertThat(layers(1, "9 ADD rootfs", "5 RUN make")).containsExactly("? ?");
    assertThat(layers(3, "9 ADD rootfs", "0 ENV A=b")).containsExactly("? ?", "? ?", "? ?");
    assertThat(layers(1)).containsExactly("? ?");
    assertThat(layers(0, "0 CMD [\"sh\"]")).isEmpty();
  }

  @Test
  void countsTheLayersOfStepsThatTheEngineKept() throws Exception {
    List<HistoryEntry> history =
        List.of(
            HistoryEntry.of(Optional.of("first"), Optional.of("ADD rootfs"), 9),
            HistoryEntry.of(Optional.of("second"), Optional.of("RUN true"), 0),
            HistoryEntry.of(Optional.of("third"), Optional.of("WORKDIR /a"), 0));
    Map<String, Integer> counts = Map.of("first", 1, "second", 1, "third", 2);

    assertThat(
            new LayerHistory(history, 2)
                .settled(image -> OptionalInt.of(counts.get(image)))
                .layers(List.of("x", "y")))
        .extracting(layer -> layer.command().orElse(UNKNOWN))
        .containsExactly("ADD rootfs", "WORKDIR /a");
    assertThat(
            new LayerHistory(history, 2)
                .settled(image -> OptionalInt.empty())
                .layers(List.of("x", "y")))
        .extracting(layer -> layer.command().orElse(UNKNOWN))
        .containsExactly("ADD rootfs", UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "/bin/sh -c #(nop)  CMD [\"bash\"] -> CMD [\"bash\"]",
        "/bin/sh -c #(nop) COPY file:40 in /etc/ -> COPY file:40 in /etc/",
        "/bin/sh -c apt-get update -> RUN apt-get update",
        "|1 A=b c /bin/sh -c make -> RUN make",
        "|0 /bin/sh -c make -> RUN make",
        "RUN |1 A=b /bin/sh -c make # buildkit -> RUN make",
        "RUN /bin/sh -c make # buildkit -> RUN make",
        "COPY a /b # buildkit -> COPY a /b",
        "bazel build //:image -> bazel build //:image",
      })
  void readsCommandsAsTheyStoodInTheDockerfile(String created, String command) {
    assertThat(read(created, "").command()).contains(command);
  }

  @Test
  void readsAnImportFromItsCommentAndCutsLongScripts() {
    assertThat(read("", "Imported from -").command()).contains("docker import -");
    assertThat(read("", "").command()).isEmpty();
    assertThat(read("x".repeat(9000), "").command().orElseThrow()).hasSize(2001).endsWith("…");
  }

  private static HistoryEntry read(String createdBy, String comment) {
    return HistoryEntry.read(
        new ObjectMapper().valueToTree(Map.of("CreatedBy", createdBy, "Comment", comment)));
  }

  /** Entries oldest first, as "size command"; the answer in the same form. */
  private static List<String> layers(int count, String... entries) {
    List<HistoryEntry> history =
        Stream.of(entries)
            .map(entry -> entry.split(" ", 2))
            .map(
                parts ->
                    HistoryEntry.of(
                        Optional.empty(), Optional.of(parts[1]), Long.parseLong(parts[0])))
            .toList();
    List<String> diffIds = IntStream.range(0, count).mapToObj(at -> "sha256:" + at).toList();
    List<Layer> layers = new LayerHistory(history, count).layers(diffIds);
    assertThat(layers).extracting(Layer::diffId).isEqualTo(diffIds);
    return layers.stream()
        .map(layer -> size(layer.sizeBytes()) + " " + layer.command().orElse(UNKNOWN))
        .toList();
  }

  private static String size(OptionalLong size) {
    return size.isPresent() ? String.valueOf(size.getAsLong()) : UNKNOWN;
  }
}
