package io.sidelab.content;

/**
 * What a machine is made with: as the lab has it, or as its learner chose.
 *
 * @param memoryBytes limit of a container, RAM of a VM
 * @param cpus limit of a container; a VM gets whole processors
 */
public record MachineChoice(String image, long memoryBytes, double cpus) {}
