package io.sidelab.engine;

/**
 * A file for a machine.
 *
 * @param path absolute, in the machine
 * @param mode permission bits, such as 0755
 * @param content shared, not copied: do not change it
 */
public record MachineFile(String path, int mode, byte[] content) {}
