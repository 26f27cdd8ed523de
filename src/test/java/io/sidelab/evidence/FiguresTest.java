package io.sidelab.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void writesBytesInBinaryUnits() {
    assertThat(Figures.bytes(0)).isEqualTo("0 B");
    assertThat(Figures.bytes(1023)).isEqualTo("1023 B");
    assertThat(Figures.bytes(1536)).isEqualTo("1.5 KiB");
    assertThat(Figures.bytes(256L << 20)).isEqualTo("256 MiB");
    assertThat(Figures.bytes(3L << 40)).isEqualTo("3.0 TiB");
  }

  @Test
  void writesTimesTheWayPeopleSayThem() {
    assertThat(Figures.millis(420)).isEqualTo("0.42 s");
    assertThat(Figures.millis(12_340)).isEqualTo("12.3 s");
    assertThat(Figures.seconds(12.9)).isEqualTo("12 s");
    assertThat(Figures.seconds(423)).isEqualTo("7 min 3 s");
    assertThat(Figures.seconds(7_500)).isEqualTo("2 h 5 min");
    assertThat(Figures.seconds(273_600)).isEqualTo("3 d 4 h");
  }
}
