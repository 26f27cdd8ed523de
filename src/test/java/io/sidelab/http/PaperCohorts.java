package io.sidelab.http;

import io.sidelab.content.Lab;
import io.sidelab.workspace.Cohorts;
import io.sidelab.workspace.SeatReport;
import io.sidelab.workspace.SeatRequest;
import io.sidelab.workspace.Warmth;
import java.util.Collection;
import java.util.List;

/** Has room for everybody, and writes down what it was asked. */
record PaperCohorts(Collection<String> calls) implements Cohorts {
  @Override
  public SeatReport report(SeatRequest request) {
    calls.add("report " + request.seats());
    return new SeatReport(true, List.of());
  }

  @Override
  public void hold(String cohort, int seats, List<Lab> labs) {
    calls.add(cohort + " hold " + seats);
  }

  @Override
  public void release(String cohort) {
    calls.add(cohort + " release");
  }

  @Override
  public void warm(String cohort, Lab lab, int count) {
    calls.add(cohort + " warm " + count);
  }

  @Override
  public Warmth warmth(String cohort) {
    return new Warmth(List.of());
  }
}
