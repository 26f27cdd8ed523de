package io.sidelab.rehearsal;

import io.sidelab.rehearsal.RehearsalReport.HostUse;
import io.sidelab.rehearsal.RehearsalReport.Scarce;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * For how many learners each resource is enough: what robots used, drawn out in a straight line.
 * What is of no use for that, such as a disk that nobody wrote to, is left out.
 */
final class Scarcity {
  private static final double MIB = 1 << 20;
  private static final double GIB = 1 << 30;

  /** What is enough for so many times as many robots is not scarce at all. */
  private static final int PLENTY = 50;

  /** A share of time that is lost in the noise. */
  private static final double LITTLE = 0.005;

  /** Of which others take so much already, nothing can be said for a class. */
  private static final double BUSY = 0.3;

  private Scarcity() {}

  /**
   * The one that ends first first.
   *
   * @param robots that worked
   * @param places for workspaces of this server, by its setting
   */
  static List<Scarce> of(HostUse use, int robots, int places) {
    if (robots == 0) {
      return List.of();
    }
    List<Scarce> all = new ArrayList<>();
    all.add(
        new Scarce(
            "places",
            places,
            "The server runs " + places + " labs at once; a setting changes that."));
    if (use.known()) {
      cpu(use, robots, all);
      memory(use, robots, all);
      disk(use, robots, all);
    }
    all.sort(Comparator.comparingInt(Scarce::learners));
    return List.copyOf(all);
  }

  private static void cpu(HostUse use, int robots, List<Scarce> all) {
    double each = (use.cpuMean() - use.cpuBefore()) / robots;
    if (each * robots < LITTLE) {
      return;
    }
    add(
        all,
        "cpu",
        (1 - use.cpuBefore()) / each,
        robots,
        text(
                "%d processors were busy %.0f %% of the time, and %.0f %% before.",
                use.cpus(), use.cpuMean() * 100, use.cpuBefore() * 100)
            + (use.cpuBefore() < BUSY ? "" : " Rehearse again when this host is quiet."));
  }

  /** Warm labs are in use before robots come, so the host's figures tell too little of them. */
  private static void memory(HostUse use, int robots, List<Scarce> all) {
    long more = use.memoryPeak() - use.memoryBefore();
    long used = Math.max(more, use.containersPeak());
    long left = use.memory() - use.memoryPeak();
    if (used <= 0) {
      return;
    }
    add(
        all,
        "memory",
        (left + used) / (used / (double) robots),
        robots,
        text(
            "%.0f MiB for each learner; %.1f of %.1f GiB were left at the peak.",
            used / MIB / robots, left / GIB, use.memory() / GIB));
  }

  private static void disk(HostUse use, int robots, List<Scarce> all) {
    if (use.diskUsed() <= 0 || use.diskFree() <= 0) {
      return;
    }
    add(
        all,
        "disk",
        use.diskFree() / (use.diskUsed() / (double) robots),
        robots,
        text(
            "%.1f MiB for each learner; %.1f GiB were free before.",
            use.diskUsed() / MIB / robots, use.diskFree() / GIB));
  }

  private static void add(
      List<Scarce> all, String resource, double learners, int robots, String text) {
    if (learners < (double) PLENTY * robots) {
      all.add(new Scarce(resource, (int) Math.round(learners), text));
    }
  }

  private static String text(String pattern, Object... figures) {
    return String.format(Locale.ROOT, pattern, figures);
  }
}
