package io.sidelab.http;

import java.util.List;

/**
 * A lab as the catalogue and its own page show it.
 *
 * @param available whether it can be started now or once its images are there
 * @param workspaceId of the learner's open workspace of this lab, or empty
 * @param recordedFor how long what its terminals print is kept, such as "7 days"; empty when it is
 *     not
 */
public record LabCard(
    String id,
    String title,
    String summary,
    int minutes,
    List<String> objectives,
    List<String> steps,
    List<MachineCard> machines,
    boolean available,
    String workspaceId,
    String recordedFor) {

  /**
   * A machine of a lab and how it stands with its image.
   *
   * @param kind container or vm
   * @param memory such as "256 MiB"
   * @param state of its image: unknown, waiting, working, ready or failed
   * @param message progress or reason
   * @param remedy what to do about a failure, or empty
   * @param percent of the work under way, -1 where unknown
   */
  public record MachineCard(
      String name,
      String title,
      String kind,
      String image,
      String memory,
      String cpus,
      String state,
      String message,
      String remedy,
      int percent,
      boolean optional) {}
}
