package io.sidelab.workspace;

/**
 * How full the server is.
 *
 * @param running workspaces that hold machines
 * @param limit of running workspaces
 * @param queued workspaces that wait
 */
public record Capacity(int running, int limit, int queued) {
  public boolean full() {
    return running >= limit;
  }
}
