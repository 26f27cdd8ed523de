package io.sidelab.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Machines of a workspace and their host side by side, every figure measured on this host.
 *
 * @param columns the host first, then the machines
 * @param rows one figure each, with a cell for every column
 * @param loads what the machines use at this moment; those that do not run are left out
 * @param hostProcesses the machines' processes as the host sees them
 */
public record Evidence(
    Instant measuredAt,
    List<Column> columns,
    List<Row> rows,
    List<Load> loads,
    List<SeenProcess> hostProcesses) {

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

  /**
   * A machine's memory and processor time. Two of them tell how busy it was in between.
   *
   * @param readAt by the engine's clock
   * @param cpuNanos since the machine's start
   */
  public record Load(
      String machine, Instant readAt, long memoryBytes, long memoryLimitBytes, long cpuNanos) {}

  /**
   * A process of a machine with the PID that the host knows it by.
   *
   * @param insidePid the PID that the machine knows it by; empty when it cannot be told, and for
   *     what runs a VM, which is not a process of the guest
   */
  public record SeenProcess(
      String machine,
      int hostPid,
      Optional<Integer> insidePid,
      int parentPid,
      String user,
      String memory,
      String command) {}
}
