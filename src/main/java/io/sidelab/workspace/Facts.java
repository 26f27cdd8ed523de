package io.sidelab.workspace;

import io.sidelab.content.Fact;
import io.sidelab.engine.Command;
import io.sidelab.engine.CommandResult;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.HostProcess;
import io.sidelab.engine.Machines;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Asks machines for what checks elsewhere are told. Learners are root in there, so a value may be
 * any text: it goes on as an argument of a command, never as a piece of a script.
 */
final class Facts {
  /**
   * Bytes of a value. Facts are numbers and names; a guest takes 9,000 bytes of command line in
   * all, in which each apostrophe counts four times.
   */
  static final int LENGTH = 1024;

  private final Machines machines;

  Facts(Machines machines) {
    this.machines = machines;
  }

  /** The value as it is now. Waits for the machine. */
  String value(Fact fact, Place place) throws EngineFailure, MissingFact {
    try {
      return switch (fact.source()) {
        case SCRIPT -> said(fact, place);
        case HOST_PROCESSES -> hostPids(fact, place);
        case DENSITY -> throw new IllegalArgumentException("no machine tells " + fact.text());
      };
    } catch (EngineFailure failure) {
      String text = text(failure.reason(), fact, place.title());
      if (text.isEmpty()) {
        throw failure;
      }
      throw new MissingFact(text);
    }
  }

  private static String text(FailureReason reason, Fact fact, String title) {
    return switch (reason) {
      case COMMAND_TIMEOUT ->
          title
              + " took longer than "
              + fact.timeout().toSeconds()
              + " seconds to answer. Is it busy? Try again.";
      case GONE, NOT_RUNNING -> title + " is not running. Start it again, then try once more.";
      default -> "";
    };
  }

  private String said(Fact fact, Place place) throws EngineFailure, MissingFact {
    Command plain =
        new Command(List.of("sh", "-c", fact.text()), new byte[0], fact.timeout(), LENGTH);
    CommandResult result = machines.run(place.engineId(), GuestCommand.of(place.vm(), plain));
    if (place.vm() && result.exitCode() == GuestCommand.GUEST_SILENT) {
      throw new MissingFact(GuestCommand.silent(place.title()));
    }
    // No argument of a command can hold a NUL.
    String output = result.output().replace("\0", "").strip();
    if (!result.succeeded()) {
      throw new MissingFact(Checks.lastLine(output));
    }
    return output;
  }

  private String hostPids(Fact fact, Place place) throws EngineFailure {
    String line = fact.text().replaceAll("\\s+", " ");
    return machines.hostProcesses(place.engineId()).stream()
        .filter(process -> process.command().equals(line))
        .map(HostProcess::hostPid)
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }
}
