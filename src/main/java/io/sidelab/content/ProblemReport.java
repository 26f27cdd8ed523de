package io.sidelab.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with labs and recipes, as lines for their author: {@code file:line: message}. It
 * also holds what only both together show. That no recipe provides an image is no fault: it may
 * come from a registry.
 *
 * @param problems with files as the author would open them
 */
public record ProblemReport(List<Problem> problems) {
  /**
   * @param labsFolder as the author named it, put before the files of labs
   * @param imagesFolder likewise, put before the files of recipes
   */
  public static ProblemReport of(
      String labsFolder, LabCatalog labs, String imagesFolder, RecipeCatalog recipes) {
    List<Problem> problems = new ArrayList<>();
    labs.problems().forEach(problem -> problems.add(within(labsFolder, problem)));
    recipes.problems().forEach(problem -> problems.add(within(imagesFolder, problem)));
    for (Lab lab : labs.labs()) {
      for (MachineDefinition machine : lab.machines()) {
        kindsDiffer(lab, machine, recipes)
            .ifPresent(problem -> problems.add(within(labsFolder, problem)));
      }
    }
    return new ProblemReport(List.copyOf(problems));
  }

  private static Problem within(String folder, Problem problem) {
    String start = folder.replaceAll("/+$", "");
    String file = problem.file().equals(".") ? start : start + "/" + problem.file();
    return new Problem(file, problem.line(), problem.message());
  }

  private static Optional<Problem> kindsDiffer(
      Lab lab, MachineDefinition machine, RecipeCatalog recipes) {
    Optional<ImageRecipe> recipe = recipes.find(machine.image());
    if (recipe.isEmpty() || recipe.get().kind() == machine.kind()) {
      return Optional.empty();
    }
    String made = recipe.get().kind() == MachineDefinition.Kind.VM ? "a VM" : "a container";
    return Optional.of(
        new Problem(
            lab.id() + "/" + LabReader.MANIFEST,
            0,
            "the image "
                + machine.image()
                + " of the machine "
                + machine.name()
                + " is made for "
                + made
                + "; set its kind accordingly"));
  }

  public boolean isClean() {
    return problems.isEmpty();
  }

  /** One line per problem, then how many there are. */
  public String text() {
    if (problems.isEmpty()) {
      return "No problems found.\n";
    }
    StringBuilder text = new StringBuilder();
    problems.forEach(problem -> text.append(problem).append('\n'));
    long files = problems.stream().map(Problem::file).distinct().count();
    return text.append(count(problems.size(), "problem"))
        .append(" in ")
        .append(count(files, "file"))
        .append('\n')
        .toString();
  }

  private static String count(long number, String word) {
    return number + " " + word + (number == 1 ? "" : "s");
  }
}
