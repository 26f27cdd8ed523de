package io.sidelab.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a folder of labs. A lab with a problem is left out, the others stay. Every call reads
 * afresh and keeps nothing, so any thread may use it.
 */
public final class LabReader {
  /** Files of one lab that name it. */
  static final String MANIFEST = "lab.yaml";

  /** The folder of image recipes lies among the labs. */
  private static final String IMAGES = "images";

  private static final int LABS = 500;
  private static final int MANIFEST_BYTES = 64 * 1024;
  private static final int OBJECTIVES = 10;
  private static final Pattern ID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

  /** All labs in the folder. A folder that is not there is a problem, not an empty catalogue. */
  public LabCatalog read(Path folder) {
    ProblemList problems = new ProblemList();
    List<Lab> labs = new ArrayList<>();
    for (Path lab : labFolders(folder, problems)) {
      int before = problems.count();
      Optional<Lab> read = lab(lab, problems);
      if (problems.count() == before) {
        read.ifPresent(labs::add);
      }
    }
    labs.sort(Comparator.comparingInt(Lab::order).thenComparing(Lab::title));
    return new LabCatalog(List.copyOf(labs), problems.sorted());
  }

  private static List<Path> labFolders(Path folder, ProblemList problems) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> folders =
          entries.filter(Files::isDirectory).filter(LabReader::isLab).sorted().toList();
      if (folders.size() <= LABS) {
        return folders;
      }
      problems.add(new Problem(".", 0, "holds more than " + LABS + " labs"));
    } catch (IOException e) {
      problems.add(new Problem(".", 0, "the folder of the labs cannot be read: " + folder));
    }
    return List.of();
  }

  private static boolean isLab(Path folder) {
    String name = folder.getFileName().toString();
    return !name.startsWith(".") && !name.equals(IMAGES);
  }

  private static Optional<Lab> lab(Path path, ProblemList problems) {
    String id = path.getFileName().toString();
    if (!ID.matcher(id).matches()) {
      problems.add(
          new Problem(
              id,
              0,
              "the folder's name must be lower-case letters, digits and dashes, at most 40"));
      return Optional.empty();
    }
    Location manifest = new Location(problems, id + "/" + MANIFEST, 0);
    try {
      SafeFolder folder = new SafeFolder(path);
      return folder
          .text(MANIFEST, MANIFEST_BYTES, manifest)
          .flatMap(text -> YamlReader.read(text, manifest))
          .map(fields -> lab(id, folder, fields));
    } catch (IOException e) {
      manifest.report("cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Lab lab(String id, SafeFolder folder, Fields manifest) {
    String title = manifest.text("title", 80);
    String summary = manifest.text("summary", 300);
    int minutes = manifest.number("minutes", 1, 600);
    int order = manifest.number("order", 0, 9999, 1000);
    List<String> objectives =
        manifest.texts("objectives", OBJECTIVES, 200).stream().map(Fields.Item::text).toList();
    boolean recorded = manifest.trueOrFalse("record");
    List<MachineDefinition> machines = new MachineReader(folder).read(manifest);
    Optional<DensityDefinition> density = new DensityReader(machines).read(manifest);
    manifest.finish();
    List<Step> steps = new StepsReader(id, folder, machines).read(manifest.location().at(0));
    DensityUse.check(steps, density, manifest.location().problems());
    return new Lab(
        id,
        title,
        summary,
        minutes,
        order,
        objectives,
        machines,
        steps,
        recorded,
        density,
        folder.root());
  }
}
