package io.sidelab.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.content.RecipeCatalog;
import io.sidelab.engine.Command;
import io.sidelab.engine.Limits;
import io.sidelab.engine.MachineKind;
import io.sidelab.engine.MachineSpec;
import io.sidelab.engine.Machines;
import io.sidelab.engine.TerminalSize;
import io.sidelab.engine.Tty;
import io.sidelab.image.ImageSettings;
import io.sidelab.image.QueuedImageLibrary;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.FactsOnlyStore;
import io.sidelab.testing.TestEngine;
import io.sidelab.testing.TtyReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The smallest real VM: probed, saved as a template, resumed, and asked for its kernel. */
@Timeout(300)
class RealVmIT {
  private static final long MIB = 1024 * 1024;
  private static final String IMAGE = "sidelab/vm-micro";
  private static final Limits LIMITS = new Limits(128 * MIB, 1, 64, 64 * MIB, MIB);
  private static final Duration SOON = Duration.ofSeconds(60);

  private TestEngine test;

  @BeforeEach
  void openEngine() throws Exception {
    test = new TestEngine();
  }

  @AfterEach
  void leavesNothingBehind() throws Exception {
    test.close();
  }

  @Test
  void aResumedVmHasItsOwnKernelAndTheSizeOfItsTerminal() throws Exception {
    assertThat(test.engine().images().find(IMAGE))
        .as("build " + IMAGE + " from labs/images first")
        .isPresent();
    try (QueuedImageLibrary library =
            new QueuedImageLibrary(
                test.engine(), new RecipeCatalog(List.of(), List.of()), ImageSettings.defaults());
        ProbedVirtualMachines virtual =
            new ProbedVirtualMachines(
                test.engine(),
                library,
                new FactsOnlyStore(test.serverId()),
                VmSettings.defaults())) {
      Accelerator accelerator = virtual.probe();
      assertThat(accelerator.detail()).isNotBlank();

      resumes(virtual.template(IMAGE, LIMITS), accelerator);
    }
  }

  private void resumes(String template, Accelerator accelerator) throws Exception {
    Machines machines = test.engine().machines();
    String machine = machines.create(spec(template, accelerator));
    try (Tty console = machines.attach(machine, false);
        TtyReader reader = new TtyReader(console)) {
      machines.start(machine);
      List<String> uname = List.of("/vm/exec", "--wait", "30", "uname", "-r");
      String kernel = machines.run(machine, new Command(uname, SOON)).output().strip();

      assertThat(kernel).isNotBlank().isNotEqualTo(test.engine().info().kernel());
      byte[] line = "echo from $((40+2)) guest\n".getBytes();
      console.write(line, 0, line.length);
      reader.until("from 42 guest");
      assertThat(reader.text().split("resumed from a template")[0])
          .as("no prompt of the template's shell comes before the greeting")
          .doesNotContain("root@");
      console.resize(new TerminalSize(111, 33));
      byte[] size = "stty size\n".getBytes();
      Eventually.until(
          "the guest's terminal has its size",
          SOON,
          () -> {
            console.write(size, 0, size.length);
            return reader.text().contains("33 111");
          });
    }
  }

  private MachineSpec spec(String template, Accelerator accelerator) {
    return new MachineSpec(
        test.uniqueName(),
        "vm",
        MachineKind.VM,
        IMAGE,
        List.of(),
        Map.of(),
        LIMITS,
        Optional.empty(),
        accelerator.group(),
        Optional.of(template),
        false,
        new TerminalSize(90, 30),
        test.labels());
  }
}
