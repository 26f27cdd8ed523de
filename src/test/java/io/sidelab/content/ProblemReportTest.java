package io.sidelab.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemReportTest {
  private static final RecipeCatalog NO_RECIPES = new RecipeCatalog(List.of(), List.of());

  @Test
  void namesFilesAsTheAuthorWouldOpenThem() {
    LabCatalog labs =
        new LabCatalog(
            List.of(),
            List.of(new Problem("a/lab.yaml", 3, "x is missing"), new Problem(".", 0, "no")));
    RecipeCatalog recipes = new RecipeCatalog(List.of(), List.of(new Problem("r", 0, "odd")));
    assertThat(ProblemReport.of("labs/", labs, "labs/images", recipes).text())
        .isEqualTo(
            """
            labs/a/lab.yaml:3: x is missing
            labs: no
            labs/images/r: odd
            3 problems in 3 files
            """);
  }

  @Test
  void findsAnImageOfTheOtherKind() {
    LabCatalog labs = new LabReader().read(Path.of("labs"));
    ImageRecipe container =
        new ImageRecipe(
            List.of("sidelab/vm-debian"),
            "",
            "",
            MachineDefinition.Kind.CONTAINER,
            false,
            List.of(),
            List.of(),
            new ImageRecipe.Source.Build(Path.of("/x"), Optional.empty()),
            "",
            Path.of("/x"));
    RecipeCatalog recipes = new RecipeCatalog(List.of(container), List.of());
    assertThat(ProblemReport.of("labs", labs, "labs/images", recipes).text())
        .contains(
            "labs/one-kernel/lab.yaml: the image sidelab/vm-debian of the machine vm is made for a"
                + " container; set its kind accordingly\n");
  }

  @Test
  void anImageThatOnlyARegistryHasIsNoFault() {
    LabCatalog labs = new LabReader().read(Path.of("labs"));
    ProblemReport report = ProblemReport.of("labs", labs, "labs/images", NO_RECIPES);
    assertThat(report.isClean()).isTrue();
    assertThat(report.text()).isEqualTo("No problems found.\n");
  }
}
