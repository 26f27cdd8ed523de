package io.sidelab.engine;

/**
 * How a machine ended.
 *
 * @param code exit code of its first process; 128 + signal when a signal ended it
 * @param outOfMemory whether the kernel killed it for passing its memory limit
 * @param error what the engine had to say, or an empty text
 */
public record MachineExit(int code, boolean outOfMemory, String error) {}
