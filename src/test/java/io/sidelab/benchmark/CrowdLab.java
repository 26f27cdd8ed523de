package io.sidelab.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A lab of one small container without a network. */
final class CrowdLab {
  private CrowdLab() {}

  /**
   * @param folder for the labs, made here
   * @param image with a shell
   */
  static void write(Path folder, String image) throws IOException {
    Path lab = Files.createDirectories(folder.resolve("crowd"));
    String manifest =
        """
        title: A crowd
        summary: For measuring.
        minutes: 10
        machines:
          box: {image: '%s', memory: 256 MiB, network: none}
        """;
    Files.writeString(lab.resolve("lab.yaml"), manifest.formatted(image));
    Path steps = Files.createDirectories(lab.resolve("steps"));
    Files.writeString(steps.resolve("01-look.md"), "# Look\n\nLook around.\n");
  }
}
