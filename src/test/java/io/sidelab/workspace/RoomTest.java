package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.content.DensityDefinition;
import io.sidelab.content.Lab;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How many workspaces a host is promised to have room for. */
class RoomTest {
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;
  private static final DensitySettings SERVER = new DensitySettings(2, 500, 4 * GIB, GIB, GIB);

  /** A box of 32 MiB, and a VM of 32 + 192 + 16 + 16 MiB with what drives it. */
  private static final Lab PLAIN = Labs.of(Labs.box("debian:12"), Labs.vm("vm", "vm"));

  private static final long EACH = 288 * MIB;

  @Test
  void isTheMemoryBesideTheHostsOwnByThatOfTheLargestLab() {
    assertThat(Room.workspaces(GIB + 10 * EACH, List.of(PLAIN), SERVER)).isEqualTo(10);
  }

  @Test
  void setsMemoryAsideForRunsWithTheirVmWhereALabAllowsThem() {
    long run = 1000 * MIB + EACH - 32 * MIB;
    List<Lab> labs = List.of(PLAIN, growing(1000 * MIB));

    assertThat(Room.workspaces(GIB + 10 * EACH + 2 * run, labs, SERVER)).isEqualTo(10);
    assertThat(Room.workspaces(GIB + 10 * EACH + 2 * run - MIB, labs, SERVER)).isEqualTo(9);
  }

  @Test
  void countsNoMoreForRunsThanTheServerAllows() {
    DensitySettings none = new DensitySettings(0, 500, 4 * GIB, GIB, GIB);
    DensitySettings small = new DensitySettings(1, 500, 100 * MIB, GIB, GIB);
    long run = 100 * MIB + EACH - 32 * MIB;
    List<Lab> labs = List.of(growing(64 * GIB));

    assertThat(Room.workspaces(GIB + 3 * EACH, labs, none)).isEqualTo(3);
    assertThat(Room.workspaces(GIB + 3 * EACH + run, labs, small)).isEqualTo(3);
    assertThat(Room.workspaces(GIB, labs, SERVER)).isEqualTo(1);
  }

  private static Lab growing(long memory) {
    DensityDefinition density =
        new DensityDefinition("box", Optional.of("vm"), 60, 20, memory, GIB);
    return Labs.withDensity(PLAIN, density, PLAIN.steps().get(0));
  }
}
