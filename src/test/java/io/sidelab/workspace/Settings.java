package io.sidelab.workspace;

import io.sidelab.workspace.WorkspaceSettings.Times;
import java.time.Duration;

/** Settings for tests: the defaults, with a clock that is looked at all the time. */
final class Settings {
  private Settings() {}

  static WorkspaceSettings quick() {
    return with(20, 2, 100);
  }

  static WorkspaceSettings with(int running, int perLearner, int queueLength) {
    return with(running, perLearner, queueLength, false);
  }

  static WorkspaceSettings keeping() {
    return with(20, 2, 100, true);
  }

  static WorkspaceSettings with(DensitySettings density) {
    WorkspaceSettings quick = quick();
    return new WorkspaceSettings(
        quick.perLearner(),
        quick.running(),
        quick.queueLength(),
        quick.terminalsPerMachine(),
        quick.processes(),
        quick.logBytes(),
        quick.subnets(),
        quick.endsRemembered(),
        quick.keepOnShutdown(),
        quick.doorwayImage(),
        quick.times(),
        density);
  }

  private static WorkspaceSettings with(
      int running, int perLearner, int queueLength, boolean keepOnShutdown) {
    WorkspaceSettings defaults = WorkspaceSettings.defaults();
    return new WorkspaceSettings(
        perLearner,
        running,
        queueLength,
        3,
        64,
        defaults.logBytes(),
        "10.214.0.0/16",
        50,
        keepOnShutdown,
        "sidelab-test/busybox:latest",
        times());
  }

  private static Times times() {
    Times defaults = Times.defaults();
    return new Times(
        defaults.first(),
        defaults.extension(),
        defaults.longest(),
        defaults.idle(),
        defaults.warning(),
        defaults.queueAbsence(),
        Duration.ofSeconds(3),
        defaults.ends(),
        Duration.ofMillis(300),
        Duration.ofMillis(50),
        Duration.ofSeconds(60),
        defaults.cohortReturn());
  }
}
