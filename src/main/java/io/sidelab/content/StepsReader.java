package io.sidelab.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The steps of a lab: the files in its folder {@code steps}, in the order of their names. */
final class StepsReader {
  static final String FOLDER = "steps";

  private static final int STEPS = 50;
  private static final int STEP_BYTES = 64 * 1024;

  /** Two digits, so that the order of the names is the order of the numbers. */
  private static final Pattern NAME = Pattern.compile("\\d{2}-[a-z0-9-]{1,60}\\.md");

  private final String lab;
  private final SafeFolder folder;
  private final Set<String> machines;

  StepsReader(String lab, SafeFolder folder, List<MachineDefinition> machines) {
    this.lab = lab;
    this.folder = folder;
    this.machines = machines.stream().map(MachineDefinition::name).collect(Collectors.toSet());
  }

  List<Step> read(Location manifest) {
    List<String> names = names(manifest);
    List<Step> steps = new ArrayList<>();
    Map<String, Location> questions = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String path = FOLDER + "/" + names.get(i);
      Location location = new Location(manifest.problems(), lab + "/" + path, 0);
      StepReader reader = new StepReader(lab, i + 1, folder, machines, questions);
      folder
          .text(path, STEP_BYTES, location)
          .flatMap(text -> reader.read(text, location.at(1)))
          .ifPresent(steps::add);
    }
    return List.copyOf(steps);
  }

  private List<String> names(Location manifest) {
    Location place = new Location(manifest.problems(), lab + "/" + FOLDER, 0);
    List<String> names;
    try (Stream<Path> entries = Files.list(folder.root().resolve(FOLDER))) {
      names =
          entries
              .map(path -> path.getFileName().toString())
              .filter(n -> n.endsWith(".md"))
              .sorted()
              .toList();
    } catch (IOException e) {
      place.report("is missing; the steps are the Markdown files in it: 01-first.md, 02-next.md");
      return List.of();
    }
    if (names.isEmpty() || names.size() > STEPS) {
      place.report(
          "must hold 1 to " + STEPS + " steps, such as 01-first.md; it holds " + names.size());
      return List.of();
    }
    reportNames(names, place);
    return names;
  }

  private void reportNames(List<String> names, Location place) {
    Map<String, String> numbers = new HashMap<>();
    for (String name : names) {
      Location file = new Location(place.problems(), place.file() + "/" + name, 0);
      if (!NAME.matcher(name).matches()) {
        file.report("the name must be two digits, a dash and lower-case words: 01-first.md");
        continue;
      }
      String other = numbers.putIfAbsent(name.substring(0, 2), name);
      if (other != null) {
        file.report("has the same number as " + other);
      }
    }
  }
}
