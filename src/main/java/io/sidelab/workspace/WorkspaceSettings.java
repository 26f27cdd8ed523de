package io.sidelab.workspace;

import java.time.Duration;

/**
 * What workspaces may use, and for how long.
 *
 * @param perLearner workspaces one learner may have at once, queued ones included
 * @param running workspaces that may hold machines at once on this server
 * @param queueLength workspaces that may wait for room
 * @param terminalsPerMachine terminals of a machine, its first one included
 * @param processes tasks a machine may have
 * @param logBytes of output the engine keeps per machine, which is what a restarted server replays
 * @param subnets the range workspaces' networks are cut from, in CIDR form, prefix 8 to 28
 * @param endsRemembered ended workspaces that stay findable, at the most
 * @param keepOnShutdown whether machines outlive a server that stops in order
 * @param doorwayImage what ways to containers' ports are made of: the programs of BusyBox
 * @param times how long things last
 * @param density how far races and growing numbers of containers may go
 */
public record WorkspaceSettings(
    int perLearner,
    int running,
    int queueLength,
    int terminalsPerMachine,
    int processes,
    long logBytes,
    String subnets,
    int endsRemembered,
    boolean keepOnShutdown,
    String doorwayImage,
    Times times,
    DensitySettings density) {

  /** With the usual bounds of races and growing numbers. */
  public WorkspaceSettings(
      int perLearner,
      int running,
      int queueLength,
      int terminalsPerMachine,
      int processes,
      long logBytes,
      String subnets,
      int endsRemembered,
      boolean keepOnShutdown,
      String doorwayImage,
      Times times) {
    this(
        perLearner,
        running,
        queueLength,
        terminalsPerMachine,
        processes,
        logBytes,
        subnets,
        endsRemembered,
        keepOnShutdown,
        doorwayImage,
        times,
        DensitySettings.defaults());
  }

  /**
   * How long things last.
   *
   * @param first time of a workspace before it is extended
   * @param extension added each time
   * @param longest time of a workspace with all extensions
   * @param idle time without a learner after which a workspace ends
   * @param warning before an end
   * @param queueAbsence time without a learner after which a place in the queue is given on
   * @param boot of a VM, after which the learner is told that it takes unusually long
   * @param ends how long an ended workspace stays findable
   * @param diskCheck between two looks at what a container wrote
   * @param sweep between two looks at the clock
   * @param shutdown given to the removal of all machines when the server stops
   * @param cohortReturn after a start of the server, in which warm workspaces of an earlier one
   *     wait to be held again for their cohort
   */
  public record Times(
      Duration first,
      Duration extension,
      Duration longest,
      Duration idle,
      Duration warning,
      Duration queueAbsence,
      Duration boot,
      Duration ends,
      Duration diskCheck,
      Duration sweep,
      Duration shutdown,
      Duration cohortReturn) {

    /**
     * A lab takes 20 to 60 minutes; the rest leaves room for a slow reader, a lunch break and a
     * laptop that was shut for an hour. A program writes some 400 MB a second to a good disk, and a
     * look at what it wrote costs the engine about ten milliseconds: every two seconds bounds the
     * damage to about a gigabyte.
     */
    public static Times defaults() {
      return new Times(
          Duration.ofHours(2),
          Duration.ofMinutes(30),
          Duration.ofHours(4),
          Duration.ofMinutes(90),
          Duration.ofMinutes(5),
          Duration.ofMinutes(2),
          Duration.ofSeconds(120),
          Duration.ofHours(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1));
    }
  }

  /**
   * For a host with room for ten workspaces; the server derives {@code running} from its memory.
   */
  public static WorkspaceSettings defaults() {
    return new WorkspaceSettings(
        2, 10, 100, 8, 256, 1L << 20, "10.213.0.0/16", 1_000, false, "busybox", Times.defaults());
  }
}
