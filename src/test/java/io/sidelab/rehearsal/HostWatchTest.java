package io.sidelab.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.rehearsal.HostWatch.Host;
import io.sidelab.rehearsal.RehearsalReport.HostUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostWatchTest {
  private static final long MIB = 1L << 20;

  @TempDir Path proc;

  @Test
  void whatRobotsUseIsToldFromWhatOthersUsedBefore() throws Exception {
    host(100, 900, 600, "0.50");
    HostWatch watch = watch(true);
    host(120, 980, 500, "0.60");
    watch.look();
    watch.work();
    host(220, 980, 200, "3.00");
    watch.look();
    host(270, 1030, 400, "2.00");
    watch.look();

    HostUse use = watch.use();
    assertThat(use.memory()).isEqualTo(1000 * MIB);
    assertThat(use.memoryBefore()).isEqualTo(500 * MIB);
    assertThat(use.memoryPeak()).isEqualTo(800 * MIB);
    assertThat(use.cpuBefore()).isEqualTo(0.2);
    assertThat(use.cpuMean()).isEqualTo(0.75);
    assertThat(use.cpuPeak()).isEqualTo(1.0);
    assertThat(use.loadPeak()).isEqualTo(3.0);
    assertThat(use.diskFree()).isPositive();
  }

  @Test
  void ofAnEngineElsewhereNothingIsMadeUp() throws Exception {
    host(100, 900, 600, "0.50");
    HostWatch watch = watch(false);
    watch.look();
    watch.work();
    watch.look();

    HostUse use = watch.use();
    assertThat(use.known()).isFalse();
    assertThat(use.memory()).isZero();
    assertThat(use.cpuMean()).isZero();
    assertThat(use.diskFree()).isZero();
  }

  @Test
  void aHostWithoutSuchFilesIsNoFault() {
    HostWatch watch = watch(true);
    watch.look();

    assertThat(watch.use().memory()).isZero();
  }

  private HostWatch watch(boolean same) {
    return new HostWatch(new ProcFiles(proc), new Host(null, List::of, same, 2, proc));
  }

  private void host(int busy, int idle, int availableMib, String load) throws IOException {
    Files.writeString(proc.resolve("stat"), "cpu  %d 0 0 %d 0 0 0 0 0 0\n".formatted(busy, idle));
    Files.writeString(
        proc.resolve("meminfo"),
        "MemTotal: %d kB\nMemAvailable: %d kB\n".formatted(1000 * 1024, availableMib * 1024));
    Files.writeString(proc.resolve("loadavg"), load + " 0.1 0.1 1/100 1\n");
  }
}
