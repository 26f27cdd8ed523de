package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HttpSettingsTest {
  private static RateLimit perMinute(int requests) {
    return new RateLimit(requests, Duration.ofMinutes(1));
  }

  @Test
  void theDefaultsAreThese() {
    assertThat(HttpSettings.defaults())
        .isEqualTo(
            new HttpSettings(
                "127.0.0.1",
                8080,
                new AccessSettings(
                    Set.of(), Set.of(), Set.of(), false, AccessSettings.SecureCookie.AUTO),
                new RateSettings(
                    perMinute(1200),
                    perMinute(12_000),
                    perMinute(120),
                    perMinute(30),
                    perMinute(120),
                    perMinute(120),
                    10_000),
                new EventSettings(30, 500, 2000, Duration.ofSeconds(15)),
                SelfStudy.open(),
                65_536,
                Duration.ofSeconds(30),
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                200,
                8000));
  }

  @Test
  void aHeartbeatComesBeforeTheIdleTimeout() {
    HttpSettings settings = HttpSettings.defaults();
    assertThat(settings.events().heartbeat()).isLessThan(settings.idleTimeout());
  }

  @Test
  void whatIsNoOriginOrRateIsSaid() {
    for (String text :
        new String[] {"labs.example.org", "ftp://a.example", "https://a.example/x"}) {
      assertThatThrownBy(
              () ->
                  new AccessSettings(
                      Set.of(text), Set.of(), Set.of(), false, AccessSettings.SecureCookie.AUTO))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(text);
    }
    assertThatThrownBy(() -> perMinute(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Callers(Set.of("proxy.example.org")))
        .hasMessageContaining("proxy.example.org");
  }
}
