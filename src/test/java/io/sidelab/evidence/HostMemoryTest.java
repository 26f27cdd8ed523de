package io.sidelab.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory as the files of a host tell it. */
class HostMemoryTest {
  private static final String ID = "0123456789abcdef";

  @TempDir Path proc;

  @Test
  void isWhatTheKernelSaysIsAvailable() throws Exception {
    write("meminfo", "MemTotal:  24684000 kB\nMemFree: 1 kB\nMemAvailable:   2048 kB\n");

    assertThat(new HostMemory(proc).available()).contains(2048L * 1024);
    assertThat(HostMemory.available("boot\nMemAvailable: 7 kB\n")).contains(7L * 1024);
    assertThat(HostMemory.available("MemFree: 7 kB\n")).isEmpty();
  }

  @Test
  void aShimIsTheParentOfTheContainersFirstProcess() throws Exception {
    process(41, 40, "/docker/" + ID, "containerd-shim");

    assertThat(new HostMemory(proc).shim(41, ID)).contains(3007L * 1024);
  }

  @Test
  void aNumberThatMeansAnotherProcessHereIsNotTaken() throws Exception {
    process(41, 40, "/user.slice", "containerd-shim");

    assertThat(new HostMemory(proc).shim(41, ID)).isEmpty();
    assertThat(new HostMemory(proc).shim(42, ID)).isEmpty();
    assertThat(new HostMemory(proc).shim(0, ID)).isEmpty();
  }

  @Test
  void anotherKindOfParentIsNoShim() throws Exception {
    process(41, 40, "/docker/" + ID, "conmon");

    assertThat(new HostMemory(proc).shim(41, ID)).isEmpty();
  }

  private void process(int pid, int parent, String group, String parentName) throws Exception {
    write(pid + "/cgroup", "4:memory:" + group + "\n");
    write(pid + "/status", "Name:\tbash\nPPid:\t" + parent + "\n");
    write(parent + "/comm", parentName + "\n");
    write(parent + "/smaps_rollup", "0-f [rollup]\nRss: 13272 kB\nPss:     3007 kB\n");
  }

  private void write(String name, String text) throws Exception {
    Path file = proc.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
