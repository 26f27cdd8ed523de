package io.sidelab.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small labs as an author does. */
public final class WrittenLab {
  private final Path folder;
  private int steps;

  /**
   * @param labs the folder of all labs
   * @param machines lines of YAML, each {@code name: {image: ...}}
   */
  public WrittenLab(Path labs, String id, String... machines) throws IOException {
    this.folder = labs.resolve(id);
    Files.createDirectories(folder.resolve("steps"));
    Files.writeString(
        folder.resolve("lab.yaml"),
        """
        title: The lab %s
        summary: A lab of a test.
        minutes: 1
        machines:
          %s
        """
            .formatted(id, String.join("\n  ", machines)));
  }

  /** Adds a step whose text begins in line 3 of the file {@code steps/0N-step.md}. */
  public WrittenLab step(String text) throws IOException {
    steps++;
    Files.writeString(
        folder.resolve("steps/0" + steps + "-step.md"), "# Step " + steps + "\n\n" + text);
    return this;
  }
}
