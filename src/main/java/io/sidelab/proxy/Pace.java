package io.sidelab.proxy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often connections to each workspace's machines may begin: each costs the engine some 70 ms of
 * a processor, which no limit of the machine's own holds down.
 */
final class Pace {
  /** A page with hundreds of pieces opens at once. */
  static final int BURST = 300;

  /** What a page that keeps asking needs, and a third of what two processors can do. */
  static final int PER_SECOND = 5;

  /** Workspaces remembered; of a forgotten one nothing is known against it. */
  private static final int MOST = 1000;

  private static final double NANOS = 1e9;

  private final LongSupplier nanoTime;
  private final Map<String, Left> all =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Left> unseenForLongest) {
          return size() > MOST;
        }
      };

  private record Left(double connections, long at) {}

  /**
   * @param nanoTime a clock that never goes back
   */
  Pace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Counts a connection, if one may begin now. */
  synchronized boolean admit(String workspaceId) {
    long now = nanoTime.getAsLong();
    Left before = all.getOrDefault(workspaceId, new Left(BURST, now));
    double grown = before.connections() + (now - before.at()) / NANOS * PER_SECOND;
    double left = Math.min(BURST, grown);
    boolean admitted = left >= 1;
    all.put(workspaceId, new Left(admitted ? left - 1 : left, now));
    return admitted;
  }
}
