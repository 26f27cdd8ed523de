package io.sidelab.content;

import java.util.List;

/**
 * A machine that a lab asks for.
 *
 * @param name unique in the lab, also its host name: lower-case letters, digits and dashes
 * @param title shown above its terminals
 * @param kind container or VM
 * @param image as people name it, such as {@code debian:12}
 * @param command of the first terminal; empty for the image's own
 * @param memoryBytes limit of a container, RAM of a VM
 * @param cpus limit of a container; a VM gets whole processors
 * @param diskBytes what it may write
 * @param network what it reaches
 * @param start how a VM starts; containers always start fresh
 * @param files put into it before it starts
 * @param optional whether the lab is worth starting without it
 * @param choices what its learner may make of it
 */
public record MachineDefinition(
    String name,
    String title,
    Kind kind,
    String image,
    List<String> command,
    long memoryBytes,
    double cpus,
    long diskBytes,
    NetworkAccess network,
    Start start,
    List<LabFile> files,
    boolean optional,
    MachineChoices choices) {

  /** One that leaves its learner no choice. */
  public MachineDefinition(
      String name,
      String title,
      Kind kind,
      String image,
      List<String> command,
      long memoryBytes,
      double cpus,
      long diskBytes,
      NetworkAccess network,
      Start start,
      List<LabFile> files,
      boolean optional) {
    this(
        name,
        title,
        kind,
        image,
        command,
        memoryBytes,
        cpus,
        diskBytes,
        network,
        start,
        files,
        optional,
        MachineChoices.NONE);
  }

  /** What it is made with. */
  public MachineChoice choice() {
    return new MachineChoice(image, memoryBytes, cpus);
  }

  /**
   * The same machine, made with something else. A VM then boots: a memory template holds for one
   * image, memory and number of processors, and one for each place of a slider would fill the disk.
   */
  public MachineDefinition with(MachineChoice choice) {
    if (choice.equals(choice())) {
      return this;
    }
    return new MachineDefinition(
        name,
        title,
        kind,
        choice.image(),
        command,
        choice.memoryBytes(),
        choice.cpus(),
        diskBytes,
        network,
        Start.BOOT,
        files,
        optional,
        choices);
  }

  /** What kind of machine it is. */
  public enum Kind {
    CONTAINER,
    VM
  }

  /** What a machine reaches over the network. */
  public enum NetworkAccess {
    /** Nothing at all. */
    NONE,
    /** The other machines of its workspace. */
    ISOLATED,
    /** The other machines of its workspace and the internet. */
    INTERNET
  }

  /** How a VM comes up. */
  public enum Start {
    /** Firmware, kernel and init, as the learner watches. */
    BOOT,
    /** From a memory template, in about a second: for labs that do not teach booting. */
    RESUME
  }
}
