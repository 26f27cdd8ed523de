package io.sidelab.app;

import io.sidelab.content.LabReader;
import io.sidelab.content.ProblemReport;
import io.sidelab.content.RecipeReader;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Lists what is wrong with the labs and recipes of a folder. */
final class CheckCommand {
  private static final String IMAGES = "images";

  private final Path folder;
  private final PrintWriter out;

  CheckCommand(Path folder, PrintWriter out) {
    this.folder = folder;
    this.out = out;
  }

  /** Returns 1 when there is anything to mend. */
  int run() {
    Path images = folder.resolve(IMAGES);
    ProblemReport report =
        ProblemReport.of(
            folder.toString(),
            new LabReader().read(folder),
            images.toString(),
            new RecipeReader().read(images));
    out.print(report.text());
    out.flush();
    return report.isClean() ? 0 : 1;
  }
}
