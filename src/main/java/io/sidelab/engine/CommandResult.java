package io.sidelab.engine;

/**
 * @param exitCode of the command
 * @param output standard output as UTF-8
 * @param errors standard error as UTF-8
 * @param truncated whether more was written than kept
 */
public record CommandResult(int exitCode, String output, String errors, boolean truncated) {
  public boolean succeeded() {
    return exitCode == 0;
  }
}
