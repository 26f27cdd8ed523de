package io.sidelab.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.content.MachineChoices.CpuRange;
import io.sidelab.content.MachineChoices.MemoryRange;
import io.sidelab.content.MachineDefinition.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChoicesReaderTest {
  private static final long MIB = 1L << 20;

  @TempDir Path labs;

  @Test
  void readsImagesAndRangesWithTheLabsOwnImageFirst() throws IOException {
    MachineDefinition box =
        machine(
            """
            image: debian:12
            memory: 64 MiB
            cpus: 0.5
            choices:
              images:
                - {image: "alpine:3.22", title: Alpine, summary: Small, size: 8 MB}
                - {image: "debian:12", title: Debian 12}
              memory: {from: 32 MiB, to: 256 MiB}
              cpus: {from: 0.1, to: 2}
            """);

    assertThat(box.choices())
        .isEqualTo(
            new MachineChoices(
                List.of(
                    new ImageChoice("debian:12", "Debian 12", "", ""),
                    new ImageChoice("alpine:3.22", "Alpine", "Small", "8 MB")),
                java.util.Optional.of(new MemoryRange(32 * MIB, 256 * MIB, 100)),
                java.util.Optional.of(new CpuRange(0.1, 2))));
  }

  @Test
  void addsTheLabsOwnImageWhereTheListLeavesItOut() throws IOException {
    assertThat(
            machine(
                    """
                    image: debian:12
                    choices: {images: [{image: busybox}]}
                    """)
                .choices()
                .images())
        .extracting(ImageChoice::image)
        .containsExactly("debian:12", "busybox");
  }

  @Test
  void takesAShareOfTheHostsMemoryAsTheEnd() throws IOException {
    MachineDefinition vm =
        machine(
            """
            kind: vm
            image: sidelab/vm-debian
            memory: 256 MiB
            start: resume
            choices: {memory: {from: 192 MiB, to: 50 %}}
            """);

    assertThat(vm.choices().memory()).contains(new MemoryRange(192 * MIB, 1L << 36, 50));
    MachineChoice chosen = new MachineChoice(vm.image(), 512 * MIB, 1);
    assertThat(vm.with(chosen).start()).isEqualTo(Start.BOOT);
    assertThat(vm.with(vm.choice()).start()).isEqualTo(Start.RESUME);
  }

  @Test
  void offersNothingUnlessTheLabSaysSo() throws IOException {
    assertThat(machine("image: debian:12\n").choices().any()).isFalse();
  }

  @Test
  void reportsEachFaultAtItsLine() throws IOException {
    assertThat(
            faults(
                """
                image: debian:12
                memory: 64 MiB
                choices:
                  images:
                    - {image: Debian, titel: No}
                    - {image: "busybox:1"}
                    - {image: "busybox:1"}
                  memory:
                    from: 128 MiB
                    to: 256 MiB
                  cpus: {from: 2, to: 1}
                """))
        .containsExactly(
            "lab/lab.yaml:10: the image name \"Debian\" is malformed; write it as in docker run:"
                + " debian:12, group/name:tag",
            "lab/lab.yaml:10: unknown key \"titel\"; known here: image, size, summary, title",
            "lab/lab.yaml:12: \"busybox:1\" is offered twice",
            "lab/lab.yaml:13: the machine's own memory must be within from and to",
            "lab/lab.yaml:16: from must be less than to");
  }

  @Test
  void reportsWhatIsMissingAndWhatCannotBe() throws IOException {
    assertThat(faults("kind: vm\nimage: vm:1\nchoices: {cpus: {from: 0.5, to: 2}}\n"))
        .singleElement()
        .asString()
        .contains("cpus of a VM must be whole numbers");
    assertThat(faults("image: a:1\nchoices: {memory: {from: 64 MiB}}\n"))
        .singleElement()
        .asString()
        .contains("to is missing");
    assertThat(faults("image: a:1\nchoices: {memory: {from: 64 MiB, to: 150 %}}\n"))
        .singleElement()
        .asString()
        .contains("from 1 % to 100 %");
    assertThat(faults("image: a:1\nchoices: {disk: 1 GiB}\n"))
        .containsExactly(
            "lab/lab.yaml:7: choices must offer some of images, memory, cpus",
            "lab/lab.yaml:7: unknown key \"disk\"; known here: cpus, images, memory");
    assertThat(faults("image: a:1\nchoices: all\n"))
        .singleElement()
        .asString()
        .contains("choices must hold keys and values");
  }

  private MachineDefinition machine(String keys) throws IOException {
    LabCatalog catalog = read(keys);
    assertThat(catalog.problems()).isEmpty();
    return catalog.labs().get(0).machines().get(0);
  }

  private List<String> faults(String keys) throws IOException {
    return read(keys).problems().stream().map(Problem::toString).toList();
  }

  private LabCatalog read(String keys) throws IOException {
    Files.createDirectories(labs.resolve("lab/steps"));
    Files.writeString(labs.resolve("lab/steps/01-step.md"), "# A step\n\nText.\n");
    Files.writeString(
        labs.resolve("lab/lab.yaml"),
        "title: A lab\nsummary: For tests.\nminutes: 1\nmachines:\n  box:\n" + keys.indent(4));
    return new LabReader().read(labs);
  }
}
