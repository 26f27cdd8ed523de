package io.sidelab.vm;

import io.sidelab.engine.Engine;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Image;
import io.sidelab.engine.Limits;
import io.sidelab.image.ImageLibrary;
import io.sidelab.store.Store;
import io.sidelab.vm.Accelerator.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Virtual machines by what their images say and do: a probe for the accelerator, a run of the
 * machine for a template. Work is done on the caller's thread; one timer thread ends what takes too
 * long.
 */
public final class ProbedVirtualMachines implements VirtualMachines, AutoCloseable {
  private static final String SERVER_LABEL = "io.sidelab.server";

  private final Engine engine;
  private final String serverId;
  private final AcceleratorProbe probe;
  private final Templates templates;
  private final Joined<Accelerator> probes;
  private final Joined<String> makings;
  private final ScheduledThreadPoolExecutor timer;
  private volatile Accelerator known =
      new Accelerator(Kind.UNKNOWN, "not found out yet", Optional.empty());

  public ProbedVirtualMachines(
      Engine engine, ImageLibrary images, Store store, VmSettings settings) {
    this.engine = engine;
    serverId = store.serverId();
    Map<String, String> labels = Map.of(SERVER_LABEL, serverId);
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "sidelab-vm-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    probe = new AcceleratorProbe(engine, images, store, settings, labels);
    templates = new Templates(engine, store, settings, labels, timer);
    probes = new Joined<>(settings.imageTimeout().plus(settings.probeTimeout()));
    makings = new Joined<>(settings.templateTimeout().multipliedBy(2));
  }

  @Override
  public Accelerator accelerator() {
    return known;
  }

  @Override
  public Accelerator probe() throws EngineFailure {
    if (known.kind() == Kind.KVM || known.kind() == Kind.TCG) {
      return known;
    }
    known = probes.call("accelerator", probe::find);
    return known;
  }

  @Override
  public String template(String image, Limits limits) throws EngineFailure {
    Accelerator accelerator = probe();
    Image found =
        engine
            .images()
            .find(image)
            .orElseThrow(
                () ->
                    new EngineFailure(
                        FailureReason.IMAGE_NOT_FOUND,
                        "The VM's image is not there. Prepare it first.",
                        "no image " + image + " for a template"));
    String name = TemplateName.of(serverId, found.id(), limits, accelerator);
    return makings.call(
        name,
        () -> {
          if (!templates.exists(name)) {
            templates.removeOutdated();
            templates.make(name, found, limits, accelerator);
          }
          return name;
        });
  }

  /** Ends the timer; templates under way end with their machine. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
