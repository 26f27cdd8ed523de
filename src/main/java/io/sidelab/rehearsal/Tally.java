package io.sidelab.rehearsal;

import io.sidelab.rehearsal.RehearsalReport.Failure;
import io.sidelab.rehearsal.RehearsalReport.LabTimes;
import io.sidelab.rehearsal.RehearsalReport.Times;
import io.sidelab.robot.ClassNews;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what robots tell. Safe for use by all of them at once. */
final class Tally implements ClassNews {
  /** What went wrong for one mostly went wrong for all; the first ones say what. */
  private static final int FAILURES = 12;

  /** Of a reason: some lines. */
  private static final int LONGEST = 600;

  /** Two probes, ten keys a second each, for a quarter of an hour: later keys are not kept. */
  private static final int KEYS = 20_000;

  private static final double MILLIS = 1e6;

  private final List<Double> ready = new ArrayList<>(); // One for each start of a lab.
  private final List<Double> echo = new ArrayList<>();
  private final Map<String, List<Double>> labs = new LinkedHashMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private int passed;
  private int failed;
  private int joined;
  private int through;

  Tally(List<String> labs) {
    labs.forEach(lab -> this.labs.put(lab, new ArrayList<>()));
  }

  synchronized void joined() {
    joined++;
  }

  synchronized void notJoined(String robot, String reason) {
    add(new Failure(robot, "", 0, reason));
  }

  synchronized void through() {
    through++;
  }

  @Override
  public synchronized void ready(String robot, String lab, Duration took) {
    ready.add(took.toNanos() / MILLIS);
  }

  @Override
  public synchronized void passed(String robot, String lab, int step) {
    passed++;
  }

  @Override
  public synchronized void failed(String robot, String lab, int step, String reason) {
    failed++;
    add(new Failure(robot, lab, step, reason));
  }

  @Override
  public synchronized void broken(String robot, String lab, String reason) {
    add(new Failure(robot, lab, 0, reason));
  }

  private void add(Failure failure) {
    if (failures.size() < FAILURES) {
      String reason = failure.reason();
      failures.add(
          new Failure(
              failure.robot(),
              failure.lab(),
              failure.step(),
              reason.substring(0, Math.min(LONGEST, reason.length()))));
    }
  }

  @Override
  public synchronized void ended(String robot, String lab, Duration took) {
    labs.get(lab).add(took.toNanos() / MILLIS);
  }

  @Override
  public synchronized void echoed(Duration took) {
    if (echo.size() < KEYS) {
      echo.add(took.toNanos() / MILLIS);
    }
  }

  synchronized int joinedCount() {
    return joined;
  }

  synchronized int throughCount() {
    return through;
  }

  synchronized int passedCount() {
    return passed;
  }

  synchronized int failedCount() {
    return failed;
  }

  synchronized List<Failure> failures() {
    return List.copyOf(failures);
  }

  Times ready() {
    return times(copy(ready));
  }

  Times echo() {
    return times(copy(echo));
  }

  synchronized List<LabTimes> labs() {
    return labs.entrySet().stream()
        .map(lab -> new LabTimes(lab.getKey(), lab.getValue().size(), times(copy(lab.getValue()))))
        .toList();
  }

  private synchronized double[] copy(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  static Times times(double[] values) {
    if (values.length == 0) {
      return new Times(0, 0, 0, 0);
    }
    Arrays.sort(values);
    return new Times(values.length, rank(values, 50), rank(values, 99), values[values.length - 1]);
  }

  /** The smallest value that so many percent of all do not exceed. */
  private static double rank(double[] sorted, int percent) {
    return sorted[Math.max(0, (int) Math.ceil(percent / 100.0 * sorted.length) - 1)];
  }
}
