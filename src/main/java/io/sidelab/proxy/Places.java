package io.sidelab.proxy;

import java.util.HashMap;
import java.util.Map;

/** Counts the connections to each workspace's machines. */
final class Places {
  private final int each;
  private final Map<String, Integer> taken = new HashMap<>();

  Places(int each) {
    this.each = each;
  }

  /** Takes a place, to be given back whatever comes of it; false when there is none. */
  synchronized boolean take(String workspaceId) {
    int now = taken.getOrDefault(workspaceId, 0);
    if (now >= each) {
      return false;
    }
    taken.put(workspaceId, now + 1);
    return true;
  }

  synchronized void giveBack(String workspaceId) {
    taken.computeIfPresent(workspaceId, (id, now) -> now > 1 ? now - 1 : null);
  }
}
