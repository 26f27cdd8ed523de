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
    boolean optional) {

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
