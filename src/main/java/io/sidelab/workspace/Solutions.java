package io.sidelab.workspace;

import io.sidelab.content.Check;
import io.sidelab.content.Fact;
import io.sidelab.content.Lab;
import io.sidelab.content.MachineDefinition;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.Labelled;
import io.sidelab.engine.Machines;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.util.regex.Pattern;

/**
 * Solutions of steps, for robots that type them. It finds a workspace's machines on the engine by
 * their labels, whichever server runs them, and knows no learner: nothing that learners can reach
 * may use it. Waits for the machines. Safe for use by any thread.
 */
public final class Solutions {
  /** What a shell takes as it stands, so that a robot types it without quotes. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9 ._:/@%+=,-]+");

  private final Machines machines;
  private final Facts facts;

  public Solutions(Machines machines) {
    this.machines = machines;
    this.facts = new Facts(machines);
  }

  /**
   * A line of the check's solution as it is to be typed now: with the values of the facts it names.
   * To be asked for when the lines before it have been run, because they may change the values.
   *
   * @throws WorkspaceFailure when a value cannot be had, or is none that can be typed
   */
  public String line(Lab lab, String workspaceId, Check check, String line)
      throws WorkspaceFailure {
    String filled = line;
    for (Fact fact : check.facts()) {
      if (fact.isNamedIn(line) && fact.source() != Fact.Source.DENSITY) {
        filled = fact.fillIn(filled, value(lab, workspaceId, fact));
      }
    }
    return filled;
  }

  private String value(Lab lab, String workspaceId, Fact fact) throws WorkspaceFailure {
    String value;
    try {
      value = facts.value(fact, place(lab, workspaceId, fact.machine()));
    } catch (MissingFact missing) {
      throw new WorkspaceFailure(Reason.WRONG_STATE, fact.name() + ": " + missing.learnerText());
    } catch (EngineFailure failure) {
      throw new WorkspaceFailure(Reason.ENGINE, failure.learnerText(), failure);
    }
    if (!PLAIN.matcher(value).matches()) {
      throw new WorkspaceFailure(
          Reason.WRONG_STATE, "The value of " + fact.name() + " cannot be typed without quotes.");
    }
    return value;
  }

  private Place place(Lab lab, String workspaceId, String name)
      throws EngineFailure, WorkspaceFailure {
    MachineDefinition definition =
        lab.machine(name).orElseThrow(() -> missing("The lab has no machine " + name + "."));
    for (Labelled labelled : machines.list(Labels.ofAnyServers(workspaceId))) {
      if (Labels.machineOf(labelled.labels()).filter(name::equals).isPresent()) {
        boolean vm = definition.kind() == MachineDefinition.Kind.VM;
        return new Place(labelled.id(), definition.title(), vm);
      }
    }
    throw missing("The engine has no machine " + name + " of this workspace.");
  }

  private static WorkspaceFailure missing(String text) {
    return new WorkspaceFailure(Reason.NO_SUCH_PART, text);
  }
}
