package io.sidelab.evidence;

import java.time.Instant;
import java.util.List;

/**
 * Machines of a workspace and their host side by side, every figure measured on this host.
 *
 * @param columns the host first, then the machines
 * @param rows one figure each, with a cell for every column
 * @param hostProcesses the machines' processes as the host sees them
 */
public record Evidence(
    Instant measuredAt, List<Column> columns, List<Row> rows, List<SeenProcess> hostProcesses) {

  /**
   * @param kind host, container or vm
   */
  public record Column(String name, String title, String kind) {}

  /**
   * @param how the figure is measured, for the learner
   */
  public record Row(String label, String how, List<Cell> cells) {}

  /**
   * @param text the figure with its unit, or a dash when it is not known
   * @param note why it is not known, or what it means here; may be empty
   */
  public record Cell(String text, String note) {
    static Cell of(String text) {
      return new Cell(text, "");
    }

    static Cell unknown(String why) {
      return new Cell("–", why);
    }
  }

  /** A process of a machine with the PID that the host knows it by. */
  public record SeenProcess(
      String machine, int hostPid, int parentPid, String user, String memory, String command) {}
}
