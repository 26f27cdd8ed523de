package io.sidelab.terminal;

import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Takes output on another thread after a random time. */
final class SlowScreen extends RecordingScreen {
  private final ScheduledExecutorService clock;
  private final int mostMicros;
  private final Random random;

  SlowScreen(ScheduledExecutorService clock, int mostMicros, long seed) {
    this.clock = clock;
    this.mostMicros = mostMicros;
    this.random = new Random(seed);
  }

  @Override
  void accept(int count, Runnable taken) {
    clock.schedule(taken, random.nextInt(mostMicros) + 1, TimeUnit.MICROSECONDS);
  }

  @Override
  void hear(Runnable taken) {
    accept(0, taken);
  }
}
