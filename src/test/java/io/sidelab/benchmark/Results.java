package io.sidelab.benchmark;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/** What was measured, round by round; printed as a table of medians. */
final class Results {
  private static final String FLOOR = "engine (floor)";

  private final Map<String, Map<String, double[]>> rows = new LinkedHashMap<>();
  private final Map<String, String> units = new LinkedHashMap<>();

  /** One figure of one round. */
  void add(String row, String unit, String target, double value) {
    units.put(row, unit);
    rows.computeIfAbsent(row, unknown -> new LinkedHashMap<>())
        .merge(target, new double[] {value}, Results::joined);
    System.err.printf(Locale.ROOT, "%-52s %-16s %10.2f %s%n", row, target, value, unit);
  }

  private static double[] joined(double[] before, double[] next) {
    return DoubleStream.concat(DoubleStream.of(before), DoubleStream.of(next)).toArray();
  }

  /** Markdown: a row each, a column for each target; behind a figure its ratio to the floor. */
  String table(List<String> targets) {
    StringBuilder table = new StringBuilder("| |");
    targets.forEach(target -> table.append(' ').append(target).append(" |"));
    table.append("\n| --- |").append(" --- |".repeat(targets.size())).append('\n');
    rows.forEach(
        (row, values) -> {
          table.append("| ").append(row).append(", ").append(units.get(row)).append(" |");
          for (String target : targets) {
            table.append(' ').append(cell(values, target)).append(" |");
          }
          table.append('\n');
        });
    return table.toString();
  }

  private static String cell(Map<String, double[]> values, String target) {
    if (!values.containsKey(target)) {
      return "–";
    }
    double value = median(values.get(target));
    if (Double.isNaN(value)) {
      return "connection lost";
    }
    String figure = String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    if (target.equals(FLOOR) || !values.containsKey(FLOOR)) {
      return figure;
    }
    double floor = median(values.get(FLOOR));
    return floor == 0 ? figure : figure + String.format(Locale.ROOT, " (%.2f×)", value / floor);
  }

  static double median(double[] values) {
    return percentile(values, 50);
  }

  /** The smallest value that so many percent of all do not exceed. */
  static double percentile(double[] values, double percent) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }
}
