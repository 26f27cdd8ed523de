package io.sidelab.workspace;

/**
 * How full the server is.
 *
 * @param running workspaces that hold machines
 * @param limit of running workspaces
 * @param queued workspaces that wait
 * @param held places kept free for cohorts
 */
public record Capacity(int running, int limit, int queued, int held) {
  /** With no place kept free for anybody. */
  public Capacity(int running, int limit, int queued) {
    this(running, limit, queued, 0);
  }

  public boolean full() {
    return running + held >= limit;
  }
}
