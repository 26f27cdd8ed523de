package io.sidelab.content;

import io.sidelab.content.Fact.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The facts of one check: fenced blocks with a script, or with the command line of a process. */
final class FactReader {
  /** Each is a command in a machine, one after the other, while the learner waits. */
  private static final int FACTS = 5;

  private static final String HOST = "host-processes";

  private static final String DENSITY = "density";

  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{1,39}");

  /** Variables by which a value from a machine could change how the script itself works. */
  private static final Pattern TAKEN =
      Pattern.compile("PATH|IFS|ENV|HOME|PWD|OLDPWD|SHELL|TERM|LANG|PS[0-9]|(LD|LC|BASH)_.*");

  private final Set<String> machines;

  FactReader(Set<String> machines) {
    this.machines = machines;
  }

  List<Fact> read(List<Fence> fences, String script) {
    Map<String, Location> names = new HashMap<>();
    List<Fact> facts = new ArrayList<>();
    for (Fence fence : fences) {
      Fact fact = read(fence);
      reportName(fact, script, fence.location(), names);
      facts.add(fact);
    }
    if (facts.size() > FACTS) {
      fences.get(FACTS).location().report("a check has at most " + FACTS + " facts");
    }
    return List.copyOf(facts);
  }

  private Fact read(Fence fence) {
    String name = fence.attribute("name", "");
    if (fence.attributes().containsKey(HOST)) {
      fence.allow("name", HOST);
      return new Fact(
          name, Source.HOST_PROCESSES, machine(fence, HOST), commandLine(fence), Duration.ZERO);
    }
    if (fence.attributes().containsKey(DENSITY)) {
      fence.allow("name", DENSITY);
      String figure = DensityFigure.of(fence, fence.text().strip());
      return new Fact(name, Source.DENSITY, "", figure, Duration.ZERO);
    }
    fence.allow("name", "machine", "timeout", HOST, DENSITY);
    return new Fact(
        name, Source.SCRIPT, machine(fence, "machine"), fence.text(), TaskReader.timeout(fence));
  }

  private String machine(Fence fence, String attribute) {
    String machine = fence.attribute(attribute, "");
    if (machine.isEmpty()) {
      fence
          .location()
          .report("a fact must say where it is from: machine=NAME or " + HOST + "=NAME");
    } else if (!machines.contains(machine)) {
      fence.location().report(TaskReader.unknownMachine(attribute, machine, machines));
    }
    return machine;
  }

  private static String commandLine(Fence fence) {
    String line = fence.text().strip();
    if (line.contains("\n")) {
      fence.location().report(HOST + " looks for one command line, such as sleep 4242");
    }
    return line;
  }

  private static void reportName(
      Fact fact, String script, Location location, Map<String, Location> names) {
    String name = fact.name();
    if (!NAME.matcher(name).matches()) {
      location.report(
          "a fact needs a name=… of upper-case letters, digits and _ that begins with a letter");
      return;
    }
    if (TAKEN.matcher(name).matches()) {
      location.report("the shell uses " + name + " itself; choose another name");
    }
    Location other = names.putIfAbsent(name, location);
    if (other != null) {
      location.report("the fact " + name + " stands here twice, first in line " + other.line());
    } else if (!fact.isUsedIn(script)) {
      location.report("the check does not use $" + name);
    }
  }
}
