package io.sidelab.content;

import io.sidelab.content.Fact.Source;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reports steps that ask for races or density in a lab whose manifest has no such block. */
final class DensityUse {
  private static final String MISSING =
      "density is used here, but lab.yaml has no density block that allows it";

  private DensityUse() {}

  static void check(List<Step> steps, Optional<DensityDefinition> density, ProblemList problems) {
    if (density.isEmpty()) {
      steps.stream()
          .flatMap(step -> Stream.concat(predictions(step), tasks(step)))
          .forEach(at -> new Location(problems, at.file(), at.line()).report(MISSING));
    }
  }

  private static Stream<FileLine> predictions(Step step) {
    return step.predictions().stream()
        .filter(one -> one.figure().source() == Source.DENSITY)
        .map(Prediction::at);
  }

  private static Stream<FileLine> tasks(Step step) {
    return step.check().stream()
        .filter(
            check ->
                check.pressed().isPresent()
                    || check.facts().stream().anyMatch(one -> one.source() == Source.DENSITY))
        .map(Check::at);
  }
}
