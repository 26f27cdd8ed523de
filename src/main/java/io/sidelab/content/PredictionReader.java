package io.sidelab.content;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A prediction in its fence: the question, then the lines of the script that measures the figure,
 * each after {@code $} and a blank, then perhaps an explanation.
 */
final class PredictionReader {
  private static final String COMMAND = "$ ";
  private static final String UNIT = "[A-Za-z%][A-Za-z%/-]{0,19}";

  private final Set<String> machines;
  private final BiFunction<String, Location, String> html;

  /**
   * @param html makes a piece of Markdown, and where it begins, safe HTML
   */
  PredictionReader(Set<String> machines, BiFunction<String, Location, String> html) {
    this.machines = machines;
    this.html = html;
  }

  Prediction read(Fence fence, String id) {
    fence.allow("id", "unit", "machine", "timeout", "density");
    List<String> lines = fence.text().lines().toList();
    int script = count(lines, line -> !isCommand(line));
    int end = script + count(lines.subList(script, lines.size()), PredictionReader::isCommand);
    if (lines.subList(end, lines.size()).stream().anyMatch(PredictionReader::isCommand)) {
      fence.location().report("the lines of a prediction that begin with $ stand together");
    }
    return new Prediction(
        id,
        question(fence, lines.subList(0, script)),
        unit(fence),
        figure(fence, id, lines.subList(script, end)),
        part(lines.subList(end, lines.size()), lineOf(fence, end)),
        fence.location().fileLine());
  }

  private static boolean isCommand(String line) {
    return line.startsWith(COMMAND);
  }

  private static int count(List<String> lines, Predicate<String> goesOn) {
    return (int) lines.stream().takeWhile(goesOn).count();
  }

  private static Location lineOf(Fence fence, int index) {
    return fence.location().at(fence.location().line() + 1 + index);
  }

  private String question(Fence fence, List<String> lines) {
    String question = part(lines, lineOf(fence, 0));
    if (question.isEmpty()) {
      fence.location().report("a prediction needs its question before the lines with $");
    }
    return question;
  }

  private String part(List<String> lines, Location start) {
    String text = String.join("\n", lines);
    return text.isBlank() ? "" : html.apply(text, start);
  }

  private static String unit(Fence fence) {
    String unit = fence.attribute("unit", "");
    if (!unit.isEmpty() && !unit.matches(UNIT)) {
      fence.location().report("unit must be a short word such as MiB, ms or processes");
    }
    return unit;
  }

  private Fact figure(Fence fence, String id, List<String> lines) {
    if (lines.isEmpty()) {
      fence.location().report("a prediction needs the command that measures it, as $ COMMAND");
    }
    String machine = fence.attribute("machine", "");
    if (fence.attributes().containsKey("density") && !lines.isEmpty()) {
      String name = lines.get(0).substring(COMMAND.length()).strip();
      return new Fact(id, Fact.Source.DENSITY, "", DensityFigure.of(fence, name), Duration.ZERO);
    }
    if (machine.isEmpty()) {
      fence.location().report("a prediction must say where it is measured: machine=NAME");
    } else if (!machines.contains(machine)) {
      fence.location().report(TaskReader.unknownMachine("machine", machine, machines));
    }
    String script =
        lines.stream()
            .map(line -> line.substring(COMMAND.length()))
            .collect(Collectors.joining("\n"));
    return new Fact(id, Fact.Source.SCRIPT, machine, script, TaskReader.timeout(fence));
  }
}
