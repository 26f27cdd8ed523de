package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachinePortsTest {
  @Test
  void whatListensWhereConnectionsBeginIsListedOnceAndInOrder() {
    String table =
        """
           0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 1 1 0
           1: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 1 1 0
           0: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A 00
           1: 0000000000000000FFFF00000100007F:0016 00000000000000000000000000000000:0000 0A 00
        """;

    assertThat(MachinePorts.listening(table)).containsExactly(22, 80, 8080);
  }

  @Test
  void othersAreNot() {
    String table =
        """
           0: 0B00007F:A123 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 1 1 0
           1: 0200D50A:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 1 1 0
           2: 0100007F:1F90 0100007F:1234 01 00000000:00000000 00:00000000 00000000 0 0 1 1 0
           0: 00000000000000000000000001000000:0050 00000000000000000000000000000000:0000 0A 00
        grep: rubbish 0A
        """;

    assertThat(MachinePorts.listening(table)).isEmpty();
  }
}
