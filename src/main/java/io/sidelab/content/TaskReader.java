package io.sidelab.content;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** The task of one step, put together from its check, hint, solution and facts. */
final class TaskReader {
  private static final Duration USUAL = Duration.ofSeconds(10);

  /** A learner waits in front of the page; what takes longer belongs into a command. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Set<String> machines;
  private final Map<String, Fence> parts = new LinkedHashMap<>();
  private final List<Fence> facts = new ArrayList<>();
  private final List<Fence> chosen = new ArrayList<>();

  TaskReader(Set<String> machines) {
    this.machines = machines;
  }

  void take(Fence fence) {
    if (fence.word().equals("choose")) {
      chosen.add(fence);
      return;
    }
    fence.requireText();
    if (fence.word().equals("fact")) {
      facts.add(fence);
    } else if (parts.putIfAbsent(fence.word(), fence) != null) {
      fence.location().report("a step has one " + fence.word() + " at most; this is the second");
    }
  }

  Optional<Check> read() {
    Fence check = parts.get("check");
    if (check == null) {
      Stream.of(parts.values(), facts, chosen)
          .flatMap(Collection::stream)
          .forEach(part -> part.location().report("there is no check for this " + part.word()));
      return Optional.empty();
    }
    check.allow("machine", "timeout");
    String machine = machine(check, "");
    String hint = hint(check);
    Duration timeout = timeout(check);
    List<Fact> told = new FactReader(machines).read(facts, check.text());
    reportTooSlow(check, timeout, told);
    return Optional.of(
        new Check(
            machine,
            check.text(),
            hint,
            timeout,
            told,
            solution(),
            solver(machine),
            PlayedChoice.of(chosen, machines),
            pressed(),
            check.location().fileLine(),
            parts.getOrDefault("solution", check).location().fileLine()));
  }

  private static void reportTooSlow(Fence check, Duration timeout, List<Fact> facts) {
    Duration all = facts.stream().map(Fact::timeout).reduce(timeout, Duration::plus);
    if (timeout.compareTo(LONGEST) <= 0 && all.compareTo(LONGEST) > 0) {
      check
          .location()
          .report(
              "the timeouts of a check and its facts may be "
                  + Quantities.duration(LONGEST)
                  + " together, not "
                  + Quantities.duration(all));
    }
  }

  private String hint(Fence check) {
    Fence hint = parts.get("hint");
    if (hint == null) {
      check.location().report("a check needs a hint block in its step, for when it fails silently");
      return "";
    }
    hint.allow();
    return hint.text();
  }

  private String solution() {
    Fence solution = parts.get("solution");
    boolean typed = solution != null && !solution.attributes().containsKey("press");
    return typed ? solution.text() : "";
  }

  private Optional<PressedRun> pressed() {
    return Optional.ofNullable(parts.get("solution")).flatMap(PressedRun::of);
  }

  private String solver(String checked) {
    Fence solution = parts.get("solution");
    if (solution == null) {
      return checked;
    }
    if (solution.attributes().containsKey("press")) {
      solution.allow("press");
      return checked;
    }
    solution.allow("machine", "press");
    return machine(solution, checked);
  }

  private String machine(Fence fence, String fallback) {
    String machine = fence.attribute("machine", fallback);
    if (!machine.isEmpty() && machines.contains(machine)) {
      return machine;
    }
    if (machine.isEmpty() && fence.word().equals("check")) {
      fence.location().report("a check must say where it runs: ```check machine=NAME");
    } else if (fence.attributes().containsKey("machine")) {
      fence.location().report(unknownMachine("machine", machine, machines));
    }
    return machine;
  }

  static String unknownMachine(String attribute, String machine, Set<String> machines) {
    if (machines.isEmpty()) {
      return attribute + "=" + machine + " cannot stand here: there is no machine to name";
    }
    return attribute
        + "="
        + machine
        + " names no machine of this lab; it has "
        + String.join(", ", machines.stream().sorted().toList());
  }

  static Duration timeout(Fence fence) {
    String text = fence.attribute("timeout", USUAL.toSeconds() + "s");
    OptionalLong milliseconds = Quantities.milliseconds(text);
    if (milliseconds.isEmpty()) {
      fence
          .location()
          .report("timeout must be a duration such as 10s, not " + Location.quote(text));
      return USUAL;
    }
    Duration timeout = Duration.ofMillis(milliseconds.getAsLong());
    if (timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
      fence
          .location()
          .report("timeout must be more than 0 and at most " + Quantities.duration(LONGEST));
    }
    return timeout;
  }
}
