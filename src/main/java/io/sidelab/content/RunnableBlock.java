package io.sidelab.content;

/**
 * A code block that a click types into a machine's terminal.
 *
 * @param machine name of the machine it is for
 * @param text what is typed, without the final line end
 */
public record RunnableBlock(String machine, String text) {}
