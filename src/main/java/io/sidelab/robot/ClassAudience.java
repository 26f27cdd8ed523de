package io.sidelab.robot;

import io.sidelab.content.Lab;
import io.sidelab.content.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Follows one robot through one lab: says which step it is at, and tells how it gets on. */
final class ClassAudience implements Audience, AutoCloseable {
  /** A shell that has shown nothing for so long is not ready. */
  private static final Duration PROMPT = Duration.ofMinutes(2);

  private final String robot;
  private final Lab lab;
  private final Duration pause;
  private final boolean probes;
  private final ClassNews news;
  private Optional<KeyProbe> probe = Optional.empty();
  private long pressed;
  private int step;
  private boolean broken;

  ClassAudience(String robot, Lab lab, Duration pause, boolean probes, ClassNews news) {
    this.robot = robot;
    this.lab = lab;
    this.pause = pause;
    this.probes = probes;
    this.news = news;
  }

  @Override
  public void begins(Lab begun) {
    pressed = System.nanoTime();
  }

  @Override
  public void news(String waitsFor) {}

  @Override
  public void ready(PlayedWorkspace workspace)
      throws IOException, InterruptedException, Unplayable {
    long last = pressed;
    for (TerminalTab tab : workspace.tabs().values()) {
      if (tab.awaitShell(PROMPT) == ShellWatch.Arrival.LATE) {
        throw new Unplayable("a terminal shows no prompt");
      }
      last = Math.max(last, tab.lastOutput());
    }
    news.ready(robot, lab.id(), Duration.ofNanos(last - pressed));
    if (probes && !workspace.tabs().isEmpty()) {
      String machine = workspace.tabs().keySet().iterator().next();
      probe = Optional.of(new KeyProbe(workspace, machine, news::echoed));
    }
  }

  @Override
  public void without(String reason) {}

  @Override
  public void begins(Step begun, PlayedWorkspace workspace)
      throws IOException, InterruptedException, Refused {
    step = begun.number();
    workspace.shows(step);
    long millis = pause.toMillis();
    if (millis > 0) {
      // Robots that start together must not go on in step.
      long longer = ThreadLocalRandom.current().nextLong(millis);
      Wait.pause(Duration.ofMillis(millis / 2 + longer));
    }
  }

  @Override
  public void ends(Step ended, Optional<String> missing, List<Fault> found) {
    boolean nothingToDo =
        ended.check().isEmpty() && ended.questions().isEmpty() && ended.predictions().isEmpty();
    for (Fault fault : found) {
      news.failed(robot, lab.id(), step, text(fault));
    }
    if (found.isEmpty() && missing.isEmpty() && !nothingToDo) {
      news.passed(robot, lab.id(), step);
    }
  }

  /** With what was seen, as far as it helps to understand: the first lines of it. */
  private static String text(Fault fault) {
    StringBuilder text = new StringBuilder(fault.at() + ": " + fault.message());
    fault.seen().stream().limit(3).forEach(line -> text.append("\n").append(line));
    return text.toString();
  }

  @Override
  public void broken(Fault fault) {
    broken = true;
    news.broken(robot, lab.id(), fault.message());
  }

  @Override
  public void ends(Lab ended) {
    if (!broken) {
      news.ended(robot, lab.id(), Duration.ofNanos(System.nanoTime() - pressed));
    }
  }

  @Override
  public void close() {
    probe.ifPresent(KeyProbe::close);
  }
}
