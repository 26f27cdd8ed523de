package io.sidelab.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNamesTest {
  private final ProblemList problems = new ProblemList();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "debian",
        "debian:12",
        "sidelab/vm-debian",
        "registry.example:5000/a/b__c:1.0_x",
        "localhost/x",
        "a/b@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
      })
  void takesNamesThatAnEngineTakes(String name) {
    ImageNames.check(name, new Location(problems, "a", 1));
    assertThat(problems.sorted()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Debian",
        "debian:",
        ":12",
        "a b",
        "-a",
        "a//b",
        "a/",
        "/a",
        "a:b:c",
        "--help",
        "a@sha256:1",
        "../a",
        "a;b",
        "a\nb"
      })
  void reportsOtherNames(String name) {
    ImageNames.check(name, new Location(problems, "a", 1));
    assertThat(problems.sorted()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a-----------------------------------------------------------------!", "a_"})
  void decidesAtOnceAboutNamesThatAlmostFit(String start) {
    ImageNames.check(start.repeat(100), new Location(problems, "a", 1));
    assertThat(problems.sorted()).hasSize(1);
  }
}
