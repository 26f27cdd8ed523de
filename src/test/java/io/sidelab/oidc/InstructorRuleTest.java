package io.sidelab.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstructorRuleTest {
  @Test
  void anyOfTheValuesWillDoAsTextOrInAList() {
    InstructorRule rule = InstructorRule.parse("groups = teachers, /school/staff");

    assertThat(rule.admits(Map.of("groups", "teachers"))).isTrue();
    assertThat(rule.admits(Map.of("groups", List.of(7, "/school/staff")))).isTrue();
    assertThat(rule.admits(Map.of("groups", List.of("Teachers", "teachers2")))).isFalse();
    assertThat(rule.admits(Map.of("roles", "teachers"))).isFalse();
    assertThat(rule.admits(Map.of())).isFalse();
  }

  @Test
  void anAddressMustBeVerified() {
    InstructorRule rule = InstructorRule.parse("email=Ada@Example.org");

    assertThat(rule.admits(Map.of("email", "ada@example.org", "email_verified", true))).isTrue();
    assertThat(rule.admits(Map.of("email", "ada@example.org", "email_verified", "true"))).isTrue();
    assertThat(rule.admits(Map.of("email", "ada@example.org", "email_verified", false))).isFalse();
    assertThat(rule.admits(Map.of("email", "ada@example.org"))).isFalse();
  }

  @Test
  void whatIsNoRuleIsRefused() {
    for (String text : List.of("teachers", "=teachers", "groups=", "groups=,", "a b=c")) {
      assertThatThrownBy(() -> InstructorRule.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("groups=teachers");
    }
  }
}
