package io.sidelab.http;

/**
 * The host in one line for the foot of pages.
 *
 * @param engineUp whether the engine answers now
 * @param engine such as "Docker Engine 20.10.24"
 * @param kernel release of the host's kernel
 * @param accelerator kvm, tcg, none or unknown
 * @param acceleratorDetail how that was found out
 * @param running workspaces that hold machines
 * @param limit of running workspaces
 * @param queued workspaces that wait
 */
public record HostCard(
    boolean engineUp,
    String engine,
    String kernel,
    String accelerator,
    String acceleratorDetail,
    int running,
    int limit,
    int queued) {}
