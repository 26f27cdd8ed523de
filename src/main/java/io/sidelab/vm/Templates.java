package io.sidelab.vm;

import io.sidelab.engine.Engine;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Image;
import io.sidelab.engine.Labelled;
import io.sidelab.engine.Limits;
import io.sidelab.engine.MachineKind;
import io.sidelab.engine.MachineSpec;
import io.sidelab.engine.TerminalSize;
import io.sidelab.engine.Tty;
import io.sidelab.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Memory templates in volumes. A volume counts only with a fact in the store that says it was
 * finished: what a crash left half-made is made anew.
 */
final class Templates {
  private static final Logger LOG = LoggerFactory.getLogger(Templates.class);

  /** On a template's volume: the image it was made from. */
  private static final String IMAGE_LABEL = "io.sidelab.template-image";

  /** On the machine that makes one: its volume. */
  private static final String TEMPLATE_LABEL = "io.sidelab.template";

  private static final String FACT = "vm.template.";
  private static final String SAVED = "saved";

  private final Engine engine;
  private final Store store;
  private final VmSettings settings;
  private final Map<String, String> labels;
  private final ScheduledExecutorService timer;

  Templates(
      Engine engine,
      Store store,
      VmSettings settings,
      Map<String, String> labels,
      ScheduledExecutorService timer) {
    this.engine = engine;
    this.store = store;
    this.settings = settings;
    this.labels = labels;
    this.timer = timer;
  }

  boolean exists(String name) throws EngineFailure {
    boolean saved = store.fact(FACT + name).filter(SAVED::equals).isPresent();
    return saved
        && engine.volumes().list(labels).stream().anyMatch(volume -> volume.id().equals(name));
  }

  /** All or nothing. */
  void make(String name, Image image, Limits limits, Accelerator accelerator) throws EngineFailure {
    discard(name);
    boolean saved = false;
    try {
      engine.volumes().create(name, with(IMAGE_LABEL, image.id()));
      save(name, image, limits, accelerator);
      saved = true;
    } finally {
      if (!saved) {
        discard(name);
      }
    }
    store.keepFact(FACT + name, SAVED);
  }

  private void discard(String name) throws EngineFailure {
    store.keepFact(FACT + name, "");
    for (Labelled machine : engine.machines().list(with(TEMPLATE_LABEL, name))) {
      engine.machines().remove(machine.id());
    }
    engine.volumes().remove(name);
  }

  private Map<String, String> with(String key, String value) {
    Map<String, String> all = new HashMap<>(labels);
    all.put(key, value);
    return all;
  }

  private void save(String name, Image image, Limits limits, Accelerator accelerator)
      throws EngineFailure {
    long began = System.nanoTime();
    String machine = engine.machines().create(spec(name, image, limits, accelerator));
    try (Tty console = engine.machines().attach(machine, false)) {
      Future<?> limit =
          timer.schedule(
              console::close, settings.templateTimeout().toMillis(), TimeUnit.MILLISECONDS);
      engine.machines().start(machine);
      String said = ConsoleTail.read(console);
      limit.cancel(false);
      int code = console.exitCode().orElse(-1);
      if (code != 0) {
        throw new EngineFailure(
            FailureReason.START_FAILED,
            "The VM could not be prepared. Try again, or ask whoever runs the server.",
            "save a template of " + image.names() + ": exit code " + code + " after\n" + said);
      }
      LOG.info("template of {} made in {} s", image.names(), seconds(began));
    } finally {
      engine.machines().remove(machine);
    }
  }

  private static long seconds(long began) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
  }

  private MachineSpec spec(String name, Image image, Limits limits, Accelerator accelerator) {
    return new MachineSpec(
        name,
        "template",
        MachineKind.VM,
        image.id(),
        List.of(),
        Map.of(),
        limits,
        Optional.empty(),
        accelerator.group(),
        Optional.of(name),
        true,
        TerminalSize.DEFAULT,
        with(TEMPLATE_LABEL, name));
  }

  /** Removes templates of images that are gone; one in use stays until the next time. */
  void removeOutdated() throws EngineFailure {
    for (Labelled volume : engine.volumes().list(labels)) {
      String image = volume.labels().get(IMAGE_LABEL);
      if (image != null && engine.images().find(image).isEmpty()) {
        try {
          engine.volumes().remove(volume.id());
        } catch (EngineFailure used) {
          LOG.debug("template {} stays: {}", volume.id(), used.getMessage());
        }
      }
    }
  }
}
