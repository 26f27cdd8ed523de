package io.sidelab.vm;

import io.sidelab.engine.CommandResult;
import io.sidelab.engine.Engine;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.EngineInfo;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Image;
import io.sidelab.engine.Labelled;
import io.sidelab.engine.Probe;
import io.sidelab.image.ImageLibrary;
import io.sidelab.store.Store;
import io.sidelab.vm.Accelerator.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out which accelerator works on the engine's host, once for each of its boots. */
final class AcceleratorProbe {
  private static final Logger LOG = LoggerFactory.getLogger(AcceleratorProbe.class);

  private static final String FACT = "vm.accelerator";
  private static final String WORKSPACE_LABEL = "io.sidelab.workspace";

  /** A container with one {@code cat} in it. */
  private static final Duration BOOT_ID_TIMEOUT = Duration.ofSeconds(20);

  private final Engine engine;
  private final ImageLibrary images;
  private final Store store;
  private final VmSettings settings;
  private final Map<String, String> labels;

  AcceleratorProbe(
      Engine engine,
      ImageLibrary images,
      Store store,
      VmSettings settings,
      Map<String, String> labels) {
    this.engine = engine;
    this.images = images;
    this.store = store;
    this.settings = settings;
    this.labels = labels;
  }

  Accelerator find() throws EngineFailure {
    Optional<String> missing = whyNoImage();
    if (missing.isPresent()) {
      return new Accelerator(Kind.NONE, missing.get(), Optional.empty());
    }
    removeLeftovers();
    String host = host();
    Optional<Accelerator> kept = store.fact(FACT).flatMap(text -> ProbeAnswer.recall(host, text));
    if (kept.isPresent()) {
      return kept.get();
    }
    Accelerator found = ask();
    store.keepFact(FACT, ProbeAnswer.keep(host, found));
    LOG.info("virtual machines run under {}: {}", found.kind(), found.detail());
    return found;
  }

  /** Probes and templates of this server that were under way when it was killed. */
  private void removeLeftovers() throws EngineFailure {
    for (Labelled machine : engine.machines().list(labels)) {
      if (!machine.labels().containsKey(WORKSPACE_LABEL)) {
        engine.machines().remove(machine.id());
      }
    }
  }

  private Optional<String> whyNoImage() throws EngineFailure {
    String image = settings.probeImage();
    try {
      images.request(image).get(settings.imageTimeout().toSeconds(), TimeUnit.SECONDS);
      return Optional.empty();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new EngineFailure(
          FailureReason.INTERRUPTED,
          "The server is stopping. Come back in a moment.",
          "interrupted while waiting for " + image);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof EngineFailure cause && isEngines(cause)) {
        throw cause;
      }
      return Optional.of("no VM image: " + images.status(image).message());
    } catch (TimeoutException late) {
      return Optional.of("no VM image yet: " + images.status(image).message());
    }
  }

  private static boolean isEngines(EngineFailure failure) {
    return failure.reason() == FailureReason.ENGINE_UNREACHABLE
        || failure.reason() == FailureReason.ENGINE_TIMEOUT
        || failure.reason() == FailureReason.INTERRUPTED;
  }

  /** This host, this boot of it and this image. */
  private String host() throws EngineFailure {
    EngineInfo info = engine.info();
    Image image =
        engine
            .images()
            .find(settings.probeImage())
            .orElseThrow(
                () ->
                    new EngineFailure(
                        FailureReason.IMAGE_NOT_FOUND,
                        "The VM image is not there any more. Try again.",
                        settings.probeImage() + " went away"));
    CommandResult boot =
        engine
            .machines()
            .probe(
                new Probe(
                    settings.probeImage(),
                    List.of("cat", "/proc/sys/kernel/random/boot_id"),
                    Optional.empty(),
                    BOOT_ID_TIMEOUT,
                    labels));
    return String.join(" ", info.id(), info.kernel(), boot.output().strip(), image.id());
  }

  private Accelerator ask() throws EngineFailure {
    try {
      return answer(Optional.of(settings.device()));
    } catch (EngineFailure failure) {
      if (failure.reason() != FailureReason.START_FAILED) {
        throw failure;
      }
      LOG.info("no container with {}: {}", settings.device(), failure.getMessage());
      return emulated("this host has no " + settings.device());
    }
  }

  private Accelerator answer(Optional<String> device) throws EngineFailure {
    try {
      CommandResult result =
          engine
              .machines()
              .probe(
                  new Probe(
                      settings.probeImage(),
                      List.of("/vm/probe"),
                      device,
                      settings.probeTimeout(),
                      labels));
      return ProbeAnswer.read(result.output())
          .orElseGet(() -> emulated("the probe for KVM failed with code " + result.exitCode()));
    } catch (EngineFailure failure) {
      if (failure.reason() != FailureReason.COMMAND_TIMEOUT) {
        throw failure;
      }
      return emulated("the probe for KVM did not end");
    }
  }

  private static Accelerator emulated(String why) {
    return new Accelerator(Kind.TCG, why, Optional.empty());
  }
}
