package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.http.TerminalPulse.Verdict;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TerminalPulseTest {
  private long now = 1;
  private final TerminalPulse pulse =
      new TerminalPulse(() -> now, TerminalSocketSettings.defaults());

  private void pass(int seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void asksAPeerThatIsSilentAndKeepsOneThatAnswers() {
    for (int round = 0; round < 100; round++) {
      assertThat(pulse.beat()).isEqualTo(Verdict.FINE);
      pass(16);
      assertThat(pulse.beat()).isEqualTo(Verdict.ASK);
      assertThat(pulse.beat()).isEqualTo(Verdict.FINE);
      pulse.answered(pulse.question());
    }
  }

  @Test
  void givesUpAPeerThatDoesNotAnswer() {
    pass(16);
    assertThat(pulse.beat()).isEqualTo(Verdict.ASK);
    pass(25);
    assertThat(pulse.beat()).isEqualTo(Verdict.GONE);
  }

  @Test
  void aKeysEchoDoesNotProlongTheLifeOfADeadPeer() {
    pulse.sending(200);
    pulse.sent();
    pass(41);
    assertThat(pulse.beat()).isEqualTo(Verdict.GONE);
  }

  @Test
  void waitsLongForAPeerWhoseOutputIsStuck() {
    pulse.sending(30_000);
    pass(300);
    assertThat(pulse.beat()).isEqualTo(Verdict.ASK);
    pass(301);
    assertThat(pulse.beat()).isEqualTo(Verdict.GONE);
  }

  @Test
  void waitsLongForAPeerThatHasNotReadWhatTheNetworkTook() {
    pulse.sending(100_000);
    pulse.sent();
    pass(60);
    assertThat(pulse.beat()).isEqualTo(Verdict.ASK);
    ByteBuffer later = pulse.question();
    pulse.answered(later);
    pass(41);
    assertThat(pulse.beat()).isEqualTo(Verdict.GONE);
  }

  @Test
  void takesAcknowledgedBytesAsRead() {
    pulse.sending(100_000);
    pulse.sent();
    pulse.acknowledged(100_000);
    pass(41);
    assertThat(pulse.beat()).isEqualTo(Verdict.GONE);
  }

  @Test
  void waitsLongWhileTheProgramTakesNoInput() {
    pulse.holdingInput(true);
    pass(60);
    assertThat(pulse.beat()).isEqualTo(Verdict.ASK);
    pulse.holdingInput(false);
    assertThat(pulse.beat()).isEqualTo(Verdict.GONE);
  }

  @Test
  void isNotFooledByAForgedAnswer() {
    pulse.sending(100_000);
    pulse.sent();
    pulse.answered(ByteBuffer.allocate(8).putLong(0, Long.MAX_VALUE));
    pulse.answered(ByteBuffer.allocate(3));
    pulse.acknowledged(Long.MAX_VALUE);
    pass(30);
    assertThat(pulse.beat()).isEqualTo(Verdict.ASK);
  }
}
