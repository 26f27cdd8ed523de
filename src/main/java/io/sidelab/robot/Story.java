package io.sidelab.robot;

import io.sidelab.content.Lab;
import io.sidelab.content.Step;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells what the robot does, while it does it, and sums it up. */
final class Story implements Audience {
  private final String folder;
  private final PrintWriter out;
  private final List<String> summary = new ArrayList<>();
  private int faults;
  private int faultsOfLab;
  private int left;
  private long labBegan;
  private long stepBegan;
  private boolean amidLine;

  /**
   * @param folder of the labs as the author named it, put before their files
   */
  Story(String folder, PrintWriter out) {
    this.folder = folder.replaceAll("/+$", "");
    this.out = out;
  }

  @Override
  public void begins(Lab lab) {
    labBegan = System.nanoTime();
    faultsOfLab = 0;
    left = 0;
    say("");
    say(lab.id() + ": " + lab.title());
  }

  @Override
  public void news(String news) {
    say("  " + news);
  }

  @Override
  public void ready(PlayedWorkspace workspace) {
    say("  machines ready" + seconds(labBegan));
  }

  @Override
  public void without(String reason) {
    say("  goes on without " + reason);
  }

  @Override
  public void begins(Step step, PlayedWorkspace workspace) {
    stepBegan = System.nanoTime();
    out.printf("  step %2d  %-50s ", step.number(), brief(step.title()));
    out.flush();
    amidLine = true;
  }

  @Override
  public void ends(Step step, Optional<String> missing, List<Fault> found) {
    boolean nothingToDo =
        step.check().isEmpty() && step.questions().isEmpty() && step.predictions().isEmpty();
    String word = nothingToDo ? "opened" : "passed";
    if (!found.isEmpty()) {
      word = "FAILED";
    } else if (missing.isPresent()) {
      word = "NOT PLAYED";
    }
    say(word + seconds(stepBegan));
    missing.ifPresent(
        reason -> {
          left++;
          say("    needs " + reason);
        });
    found.forEach(this::tell);
  }

  @Override
  public void broken(Fault fault) {
    if (amidLine) {
      say("FAILED" + seconds(stepBegan));
    }
    tell(fault);
  }

  @Override
  public void ends(Lab lab) {
    String word = faultsOfLab == 0 ? "passed" : "FAILED, " + count(faultsOfLab, "fault");
    String rest = left == 0 ? "" : ", " + count(left, "step") + " not played";
    summary.add(lab.id() + ": " + word + rest + seconds(labBegan));
  }

  /** Sums up; returns whether all is well. */
  boolean ends() {
    say("");
    summary.forEach(this::say);
    return faults == 0;
  }

  private void tell(Fault fault) {
    faults++;
    faultsOfLab++;
    say("    " + folder + "/" + fault.at() + ": " + fault.message());
    fault.seen().forEach(line -> say("      " + line));
  }

  private void say(String line) {
    out.println(line);
    out.flush();
    amidLine = false;
  }

  private static String brief(String title) {
    return title.length() <= 50 ? title : title.substring(0, 49) + "…";
  }

  private static String seconds(long since) {
    double seconds = Duration.ofNanos(System.nanoTime() - since).toMillis() / 1000.0;
    return String.format(Locale.ROOT, "  %.1f s", seconds);
  }

  private static String count(int number, String word) {
    return number + " " + word + (number == 1 ? "" : "s");
  }
}
