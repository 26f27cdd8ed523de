package io.sidelab.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.content.ImageRecipe.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeReaderTest {
  private static final String SYSTEM =
      """
      images: [debian:12, debian:bookworm]
      summary: Debian 12
      size: 105 MB
      rootfs: [../shared/rootfs, bookworm]
      command: [bash]
      """;

  private static final String BUILD =
      """
      images: [sidelab/vm]
      summary: A VM
      size: 290 MB
      kind: vm
      registry: never
      needs: [debian:12]
      build: ../shared
      target: vm-debian
      """;

  @TempDir Path folder;
  private Path images;

  @BeforeEach
  void makeWhatRecipesShare() throws IOException {
    images = folder.resolve("images");
    Files.createDirectories(images.resolve("shared"));
    Files.writeString(images.resolve("shared/rootfs"), "#!/bin/sh\n");
    Files.writeString(images.resolve("shared/Dockerfile"), "FROM debian:12\n");
    assertThat(images.resolve("shared/rootfs").toFile().setExecutable(true)).isTrue();
  }

  private void recipe(String name, String yaml) throws IOException {
    Files.createDirectories(images.resolve(name));
    Files.writeString(images.resolve(name).resolve("recipe.yaml"), yaml);
  }

  private RecipeCatalog read() {
    return new RecipeReader().read(images);
  }

  @Test
  void readsARootFileSystem() throws IOException {
    recipe("debian-12", SYSTEM);
    ImageRecipe recipe = read().find("debian:bookworm").orElseThrow();
    assertThat(recipe.name()).isEqualTo("debian:12");
    assertThat(recipe.registry()).isTrue();
    assertThat(recipe.kind()).isEqualTo(MachineDefinition.Kind.CONTAINER);
    assertThat(recipe.command()).containsExactly("bash");
    String program = images.toString() + "/shared/rootfs";
    assertThat(recipe.source()).isEqualTo(new Source.RootFilesystem(List.of(program, "bookworm")));
    assertThat(recipe.digest()).matches("[0-9a-f]{64}");
  }

  @Test
  void readsABuild() throws IOException {
    recipe("vm", BUILD);
    ImageRecipe recipe = read().find("sidelab/vm").orElseThrow();
    assertThat(recipe.registry()).isFalse();
    assertThat(recipe.kind()).isEqualTo(MachineDefinition.Kind.VM);
    assertThat(recipe.needs()).containsExactly("debian:12");
    assertThat(recipe.source())
        .isEqualTo(new Source.Build(images.resolve("shared"), Optional.of("vm-debian")));
  }

  @Test
  void theDigestChangesWithEveryFileItDependsOnAndWithNoOther() throws IOException {
    recipe("debian-12", SYSTEM);
    String first = read().recipes().get(0).digest();
    recipe("other", BUILD);
    assertThat(read().recipes().get(0).digest()).isEqualTo(first);
    Files.writeString(images.resolve("shared/tidy"), "x");
    String second = read().recipes().get(0).digest();
    assertThat(images.resolve("shared/tidy").toFile().setExecutable(true)).isTrue();
    String third = read().recipes().get(0).digest();
    recipe("debian-12", SYSTEM + "# more\n");
    assertThat(List.of(first, second, third, read().recipes().get(0).digest()))
        .doesNotHaveDuplicates();
  }

  @Test
  void reportsEveryFaultAndKeepsTheOthers() throws IOException {
    recipe("a", SYSTEM);
    recipe("b", SYSTEM.replace("debian:12, ", "").replace("summary", "sumary"));
    recipe("c", "images: [X]\nsummary: x\nsize: x\nrootfs: [../../rootfs]\n");
    recipe("d", BUILD.replace("../shared", "."));
    recipe("e", BUILD.replace("sidelab/vm", "e") + "command: [sh]\nrootfs: [x]\n");
    recipe("f", SYSTEM.replace("rootfs: [../shared/rootfs", "rootfs: [../shared/Dockerfile"));
    assertThat(read().recipes()).extracting(ImageRecipe::name).containsExactly("debian:12");
    assertThat(read().problems())
        .extracting(Problem::toString)
        .containsExactly(
            "b/recipe.yaml:1: the image debian:bookworm is made by a/recipe.yaml already",
            "b/recipe.yaml:1: summary is missing",
            "b/recipe.yaml:2: unknown key \"sumary\"; known here: build, command, images, kind,"
                + " needs, registry, rootfs, size, summary, target",
            "c/recipe.yaml:1: the image name \"X\" is malformed; write it as in docker run:"
                + " debian:12, group/name:tag",
            "c/recipe.yaml:1: command is missing: what the image runs, such as [bash]",
            "c/recipe.yaml:4: the path \"../../rootfs\" leaves the folder",
            "d/recipe.yaml:7: there is no Dockerfile in the folder of build",
            "e/recipe.yaml:1: a recipe has either rootfs or build",
            "e/recipe.yaml:9: command is for rootfs; with build, write CMD in the Dockerfile",
            "f/recipe.yaml:1: the image debian:12 is made by a/recipe.yaml already",
            "f/recipe.yaml:1: the image debian:bookworm is made by a/recipe.yaml already",
            "f/recipe.yaml:4: \"../shared/Dockerfile\" cannot be executed; chmod +x it");
  }

  @Test
  void reportsRecipesThatNeedEachOther() throws IOException {
    recipe("a", BUILD.replace("sidelab/vm", "a").replace("debian:12", "b"));
    recipe("b", BUILD.replace("sidelab/vm", "b").replace("debian:12", "a"));
    recipe("c", BUILD.replace("sidelab/vm", "c"));
    assertThat(read().recipes()).extracting(ImageRecipe::name).containsExactly("c");
    assertThat(read().problems())
        .extracting(Problem::file)
        .containsExactly("a/recipe.yaml", "b/recipe.yaml");
  }

  @Test
  void takesNoProgramThroughALinkOutOfTheFolder() throws IOException {
    recipe("a", SYSTEM.replace("../shared/rootfs", "rootfs"));
    Path outside = Files.copy(images.resolve("shared/rootfs"), folder.resolve("rootfs"));
    Files.createSymbolicLink(images.resolve("a/rootfs"), outside);
    assertThat(read().problems())
        .singleElement()
        .asString()
        .contains("leaves the folder through a link");
  }

  @Test
  void aFolderThatIsNotThereIsAnEmptyCatalogue() {
    assertThat(new RecipeReader().read(images.resolve("none")))
        .isEqualTo(new RecipeCatalog(List.of(), List.of()));
  }
}
