package io.sidelab.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReferenceTest {
  @Test
  void takesNamesApartAsDockerDoes() {
    assertThat(Reference.of("alpine")).isEqualTo(new Reference("alpine", "latest"));
    assertThat(Reference.of("alpine:3.22")).isEqualTo(new Reference("alpine", "3.22"));
    assertThat(Reference.of("localhost:5000/library/alpine"))
        .isEqualTo(new Reference("localhost:5000/library/alpine", "latest"));
    assertThat(Reference.of("localhost:5000/a/b:1"))
        .isEqualTo(new Reference("localhost:5000/a/b", "1"));
    assertThat(Reference.of("a/b:1@sha256:00ff")).isEqualTo(new Reference("a/b", "sha256:00ff"));
  }
}
