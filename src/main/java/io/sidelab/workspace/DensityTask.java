package io.sidelab.workspace;

/** What a run does, on the thread that conducts it. */
@FunctionalInterface
interface DensityTask {
  /** Returns when nothing of it is left on the engine, or cannot be removed now. */
  void perform() throws InterruptedException;
}
