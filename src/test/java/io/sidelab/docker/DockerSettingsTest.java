package io.sidelab.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.testing.TestEngine;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerSettingsTest {
  @Test
  void defaultsToTheEngineOfThisHost() {
    DockerSettings defaults = DockerSettings.defaults();

    assertThat(defaults.host()).isEqualTo(URI.create("unix:///var/run/docker.sock"));
    assertThat(defaults.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(defaults.tlsFolder()).isEmpty();
    assertThat(defaults.runtime()).isEmpty();
    assertThat(defaults.firewallImage()).isEqualTo("sidelab/firewall");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://x:1", "tcp://x", "unix:x", "/var/run/docker.sock", "tcp:///x"})
  void refusesAddressesThatCannotBeAnEngines(String host) {
    assertThatThrownBy(() -> TestEngine.settings(URI.create(host), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("engine");
  }
}
