package io.sidelab.proxy;

/**
 * One port of one machine, and whose it is: all that a browser that was let in can reach.
 *
 * @param title of the machine, for people
 * @param port 1 to 65535
 */
public record PortTarget(
    String learnerId, String workspaceId, String machine, String title, int port) {}
