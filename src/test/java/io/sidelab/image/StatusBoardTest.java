package io.sidelab.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatusBoardTest {
  @Test
  void showsTheNewestLineOfWhatABuildWrites() {
    assertThat(StatusBoard.lastLine("Fetched 9 kB\nReading package lists...\n"))
        .isEqualTo("Reading package lists...");
    assertThat(StatusBoard.lastLine("10 %\r20 %\r")).isEqualTo("20 %");
  }

  @Test
  void leavesOutColoursAndControlCharacters() {
    assertThat(StatusBoard.lastLine("\u001b[0;32m OK \u001b[0m\u0007done")).isEqualTo("OK done");
  }

  @Test
  void cutsWhatIsLongerThanALine() {
    assertThat(StatusBoard.lastLine("x".repeat(5_000))).hasSize(200);
  }
}
