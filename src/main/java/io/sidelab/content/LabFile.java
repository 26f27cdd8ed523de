package io.sidelab.content;

import java.nio.file.Path;

/**
 * A file of the lab that goes into a machine.
 *
 * @param source in the lab's folder
 * @param target absolute path in the machine
 * @param mode permission bits
 */
public record LabFile(Path source, String target, int mode) {}
