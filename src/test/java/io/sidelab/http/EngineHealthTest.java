package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.EngineInfo;
import io.sidelab.engine.FailureReason;
import io.sidelab.testing.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EngineHealthTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  private static JsonNode engine(Visitor visitor) throws Exception {
    return Visitor.json(visitor.get("/api/health")).get("engine");
  }

  @Test
  void anEngineThatGoesAndComesBackIsSeen() throws Exception {
    try (Site site = new Site()) {
      Visitor visitor = site.visitor();
      Eventually.until("up", SOON, () -> engine(visitor).get("up").asBoolean());
      site.engine =
          () -> {
            throw new EngineFailure(
                FailureReason.ENGINE_UNREACHABLE, "The engine is down.", "log text");
          };
      Eventually.until("down", SOON, () -> !engine(visitor).get("up").asBoolean());
      assertThat(engine(visitor).get("message").asText()).isEqualTo("The engine is down.");
      assertThat(engine(visitor).get("kernel").asText()).isEqualTo("6.1.0-test");
      site.engine = () -> Site.ENGINE;
      Eventually.until("up again", SOON, () -> engine(visitor).get("up").asBoolean());
    }
  }

  @Test
  void anEngineThatCannotLimitMachinesIsKnownAsSuch() throws Exception {
    try (Site site = new Site()) {
      Visitor visitor = site.visitor();
      assertThat(engine(visitor).get("unlimited")).isEmpty();
      EngineInfo known = Site.ENGINE;
      site.engine =
          () ->
              new EngineInfo(
                  known.id(),
                  known.version(),
                  known.apiVersion(),
                  known.kernel(),
                  known.operatingSystem(),
                  known.architecture(),
                  known.storageDriver(),
                  1,
                  known.cpus(),
                  known.memoryBytes(),
                  true,
                  List.of("memory", "pids"));
      Eventually.until(
          "known",
          SOON,
          () -> engine(visitor).get("unlimited").toString().equals("[\"memory\",\"pids\"]"));
    }
  }

  @Test
  void theFirstLookAfterAPauseIsNotAtTheOldState() throws Exception {
    try (Site site = new Site()) {
      Visitor visitor = site.visitor();
      assertThat(engine(visitor).get("up").asBoolean()).as("the very first look").isTrue();
      site.engine =
          () -> {
            throw new EngineFailure(
                FailureReason.ENGINE_UNREACHABLE, "The engine is down.", "log text");
          };
      untilWhatIsKnownIsOld();
      assertThat(engine(visitor).get("up").asBoolean()).isFalse();
      site.engine = () -> Site.ENGINE;
      untilWhatIsKnownIsOld();
      assertThat(engine(visitor).get("up").asBoolean()).isTrue();
    }
  }

  private static void untilWhatIsKnownIsOld() throws Exception {
    long begin = System.nanoTime();
    long old = Site.settings().engineRefresh().multipliedBy(2).toNanos();
    Eventually.until("it is old", SOON, () -> System.nanoTime() - begin > old);
  }

  @Test
  void anEngineThatHangsHoldsNoRequestAndOneThread() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    try (Site site = new Site()) {
      Visitor visitor = site.visitor();
      Eventually.until("up", SOON, () -> engine(visitor).get("up").asBoolean());
      site.engine =
          () -> {
            asked.incrementAndGet();
            try {
              release.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException stopping) {
              Thread.currentThread().interrupt();
            }
            return Site.ENGINE;
          };
      long before = System.nanoTime();
      Eventually.until("seen to hang", SOON, () -> !engine(visitor).get("up").asBoolean());
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SOON);
      assertThat(visitor.get("/").statusCode()).isEqualTo(200);
      assertThat(asked.get()).isEqualTo(1);
      release.countDown();
      Eventually.until("up again", SOON, () -> engine(visitor).get("up").asBoolean());
    } finally {
      release.countDown();
    }
  }
}
