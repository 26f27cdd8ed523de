package io.sidelab.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.content.RecipeCatalog;
import io.sidelab.engine.Command;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Labelled;
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
import io.sidelab.testing.FakeVmImage;
import io.sidelab.testing.TestEngine;
import io.sidelab.testing.TtyReader;
import io.sidelab.vm.Accelerator.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Probes and templates with images whose guests are scripts. */
@Timeout(120)
class ProbedVirtualMachinesIT {
  private static final long MIB = 1024 * 1024;
  private static final Limits LIMITS = new Limits(64 * MIB, 1.5, 64, 32 * MIB, MIB);
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private TestEngine test;
  private FactsOnlyStore store;
  private String image;

  /** Hosts have it whether or not they have KVM, and the fake image's probe opens none. */
  private String device = "/dev/zero";

  @BeforeEach
  void openEngine() throws Exception {
    test = new TestEngine();
    store = new FactsOnlyStore(test.serverId());
    image = "sidelab-test/" + test.serverId() + "-vm:latest";
  }

  @AfterEach
  void leavesNothingBehind() throws Exception {
    test.sweep();
    test.engine().images().remove(image);
    test.close();
  }

  /** What a test does with virtual machines. */
  private interface Use {
    void with(ProbedVirtualMachines machines) throws Exception;
  }

  private void use(Use use) throws Exception {
    use(Duration.ofSeconds(20), use);
  }

  private void use(Duration templateTimeout, Use use) throws Exception {
    VmSettings settings =
        new VmSettings(
            device, image, Duration.ofSeconds(3), Duration.ofSeconds(20), templateTimeout);
    ImageSettings defaults = ImageSettings.defaults();
    ImageSettings offline =
        new ImageSettings(
            false,
            Optional.empty(),
            defaults.registryPatience(),
            defaults.buildTimeout(),
            Map.of(),
            Optional.empty());
    RecipeCatalog none = new RecipeCatalog(List.of(), List.of());
    try (QueuedImageLibrary library = new QueuedImageLibrary(test.engine(), none, offline);
        ProbedVirtualMachines machines =
            new ProbedVirtualMachines(test.engine(), library, store, settings)) {
      use.with(machines);
    }
  }

  private void image(String probe, String save) throws Exception {
    FakeVmImage.build(test.engine(), folder, image, probe, save);
  }

  @Test
  void withoutItsImageThereIsNoVirtualMachine() throws Exception {
    use(
        machines -> {
          assertThat(machines.accelerator().kind()).isEqualTo(Kind.UNKNOWN);

          Accelerator found = machines.probe();

          assertThat(found.kind()).isEqualTo(Kind.NONE);
          assertThat(found.detail()).contains("no VM image");
          assertThat(machines.accelerator()).isEqualTo(found);
        });
  }

  @Test
  void theProbesAnswerIsKeptForThisBootAndThisImage() throws Exception {
    image(FakeVmImage.KVM_ANSWER, "true");
    Accelerator expected =
        new Accelerator(Kind.KVM, "guest was ready after 0.4 s", Optional.of(108));
    use(machines -> assertThat(machines.probe()).isEqualTo(expected));
    String kept = store.fact("vm.accelerator").orElseThrow();

    store.keepFact("vm.accelerator", kept.replace("0.4 s", "kept"));
    use(machines -> assertThat(machines.probe().detail()).contains("kept"));

    store.keepFact("vm.accelerator", "another boot" + kept);
    use(machines -> assertThat(machines.probe()).isEqualTo(expected));
  }

  @Test
  void whatAKilledServerLeftHalfDoneIsRemovedAndWorkspacesAreNot() throws Exception {
    image(FakeVmImage.KVM_ANSWER, "true");
    String halfDone = test.run("sleep", "1000");
    Map<String, String> labels = new HashMap<>(test.labels());
    labels.put("io.sidelab.workspace", "kept");
    String learners = test.engine().machines().create(test.labelled(labels));

    use(ProbedVirtualMachines::probe);

    assertThat(test.engine().machines().list(test.labels()))
        .extracting(Labelled::id)
        .contains(learners)
        .doesNotContain(halfDone);
  }

  @Test
  void aHostWithoutTheDeviceMeansEmulation() throws Exception {
    image(FakeVmImage.KVM_ANSWER, "true");
    device = "/dev/no-such-device";
    use(
        machines -> {
          assertThat(machines.probe().kind()).isEqualTo(Kind.TCG);
          assertThat(machines.probe().detail()).isEqualTo("this host has no /dev/no-such-device");
        });
  }

  @Test
  void aProbeThatHangsOrFailsMeansEmulation() throws Exception {
    image("sleep 1000", "true");
    use(machines -> assertThat(machines.probe().kind()).isEqualTo(Kind.TCG));
    image("echo nonsense; exit 3", "true");
    use(
        machines -> {
          assertThat(machines.probe().kind()).isEqualTo(Kind.TCG);
          assertThat(machines.probe().detail()).contains("code 3");
        });
  }

  @Test
  void aTemplateIsMadeOnceForAllWhoWantIt() throws Exception {
    image("echo '{\"accelerator\":\"tcg\",\"detail\":\"no\"}'", "sleep 1");
    use(
        machines -> {
          List<CompletableFuture<String>> callers =
              List.of(template(machines), template(machines), template(machines));
          List<String> names = callers.stream().map(CompletableFuture::join).distinct().toList();

          assertThat(names).hasSize(1);
          assertThat(volumes()).extracting(Labelled::id).containsExactlyElementsOf(names);
          assertThat(test.engine().machines().list(test.labels())).isEmpty();
          assertThat(template(machines).join()).isEqualTo(names.get(0));
          resumes(names.get(0));
        });
  }

  private static CompletableFuture<String> template(
      ProbedVirtualMachines machines, String image, Limits limits) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return machines.template(image, limits);
          } catch (EngineFailure failure) {
            throw new CompletionException(failure);
          }
        });
  }

  private CompletableFuture<String> template(ProbedVirtualMachines machines) {
    return template(machines, image, LIMITS);
  }

  private List<Labelled> volumes() throws EngineFailure {
    return test.engine().volumes().list(test.labels());
  }

  private void resumes(String template) throws Exception {
    Machines machines = test.engine().machines();
    String machine =
        machines.create(
            new MachineSpec(
                test.uniqueName(),
                "vm",
                MachineKind.VM,
                image,
                List.of(),
                Map.of(),
                LIMITS,
                Optional.empty(),
                Optional.empty(),
                Optional.of(template),
                false,
                new TerminalSize(90, 30),
                test.labels()));
    try (Tty tty = machines.attach(machine, false);
        TtyReader reader = new TtyReader(tty)) {
      machines.start(machine);
      reader.until("VM_START=save");
      reader.until("VM_START=resume");
      assertThat(reader.text())
          .contains("VM_MEMORY=64", "VM_CPUS=2", "VM_ACCELERATOR=tcg", "VM_NETWORK=none")
          .contains("VM_HOSTNAME=vm", "VM_CONSOLE_COLUMNS=90", "VM_CONSOLE_ROWS=30");
      tty.resize(new TerminalSize(120, 40));
      Command size = new Command(List.of("cat", "/run/vm/size"), SOON);
      Eventually.until(
          "the guest hears of its size",
          SOON,
          () -> machines.run(machine, size).output().equals("120 40\n"));
    }
    machines.remove(machine);
  }

  @Test
  void aTemplateThatFailsLeavesNothing() throws Exception {
    image("echo '{\"accelerator\":\"tcg\",\"detail\":\"no\"}'", "echo broken; exit 70");
    use(
        machines -> {
          assertThatThrownBy(() -> machines.template(image, LIMITS))
              .isInstanceOfSatisfying(
                  EngineFailure.class,
                  failure -> {
                    assertThat(failure.reason()).isEqualTo(FailureReason.START_FAILED);
                    assertThat(failure).hasMessageContaining("70").hasMessageContaining("broken");
                  });
          test.assertNothingLeft();
        });
  }

  @Test
  void aTemplateThatHangsIsGivenUp() throws Exception {
    image("echo '{\"accelerator\":\"tcg\",\"detail\":\"no\"}'", "sleep 1000");
    use(
        Duration.ofSeconds(1),
        machines -> {
          assertThatThrownBy(() -> machines.template(image, LIMITS))
              .isInstanceOf(EngineFailure.class);
          test.assertNothingLeft();
        });
  }

  @Test
  void anotherImageMakesAnotherTemplateAndRemovesTheOld() throws Exception {
    image("echo '{\"accelerator\":\"tcg\",\"detail\":\"no\"}'", "true");
    use(
        machines -> {
          String first = machines.template(image, LIMITS);
          test.engine().images().remove(image);
          image("echo '{\"accelerator\":\"tcg\",\"detail\":\"no\"}'", "echo other");

          String second = machines.template(image, LIMITS);

          assertThat(second).isNotEqualTo(first);
          assertThat(volumes()).extracting(Labelled::id).containsExactly(second);
        });
  }
}
