package io.sidelab.http;

import io.sidelab.content.ImageChoice;
import io.sidelab.content.Lab;
import io.sidelab.content.LabCatalog;
import java.util.List;
import java.util.stream.Stream;

/** The images that labs need, with those that their learners may choose. */
final class LabImages {
  private LabImages() {}

  static List<String> of(Lab lab) {
    return lab.machines().stream()
        .flatMap(
            machine ->
                Stream.concat(
                    Stream.of(machine.image()),
                    machine.choices().images().stream().map(ImageChoice::image)))
        .distinct()
        .toList();
  }

  static List<String> of(LabCatalog catalog, List<String> labs) {
    return labs.stream()
        .flatMap(id -> catalog.find(id).stream())
        .flatMap(lab -> of(lab).stream())
        .distinct()
        .toList();
  }
}
