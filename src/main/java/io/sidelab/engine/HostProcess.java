package io.sidelab.engine;

/**
 * A process of a machine as the host sees it.
 *
 * @param hostPid in the host's PID namespace
 * @param parentPid in the host's PID namespace
 * @param user on the host
 * @param residentBytes memory it holds
 * @param command its command line
 */
public record HostProcess(
    int hostPid, int parentPid, String user, long residentBytes, String command) {}
