package io.sidelab.workspace;

import java.time.Instant;

/**
 * What a machine that wrote too much may have on its disk for a while after it was started again,
 * so that its learner can delete something: what it had when it was ended, and no more.
 */
record DiskGrace(Instant until, long bytes, long files) {
  static final DiskGrace NONE = new DiskGrace(Instant.MIN, 0, 0);

  boolean allows(Instant now, long written, long changed) {
    return now.isBefore(until) && written <= bytes && changed <= files;
  }
}
