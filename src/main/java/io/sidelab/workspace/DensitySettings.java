package io.sidelab.workspace;

/**
 * How far races and growing numbers of containers may go on this server, whatever labs ask for.
 *
 * @param runs that may go on at once; 0 for none at all
 * @param containers of one run
 * @param memoryBytes of one run's containers together
 * @param diskBytes of one run's image and what its containers write
 * @param floorBytes of the host's memory that no run touches
 */
public record DensitySettings(
    int runs, int containers, long memoryBytes, long diskBytes, long floorBytes) {
  /** Each has five threads of the pool that is there for them. */
  public static final int MOST_RUNS = 4;

  private static final long GIB = 1L << 30;

  /** Two, because figures of a third one would tell more of the others than of containers. */
  public static DensitySettings defaults() {
    return new DensitySettings(2, 500, 4 * GIB, 4 * GIB, GIB);
  }
}
