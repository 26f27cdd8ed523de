package io.sidelab.workspace;

import io.sidelab.content.ImageChoice;
import io.sidelab.content.MachineChoice;
import io.sidelab.content.MachineChoices;
import io.sidelab.content.MachineDefinition;
import io.sidelab.engine.Engine;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.EngineInfo;
import io.sidelab.engine.Image;
import io.sidelab.image.ImageLibrary;
import io.sidelab.image.ImageStatus;
import io.sidelab.workspace.MachineOffer.CpuOffer;
import io.sidelab.workspace.MachineOffer.MemoryOffer;
import io.sidelab.workspace.MachineOffer.OfferedImage;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What learners may choose on this host, and whether a wish is among it. Waits for the engine. */
final class Offers {
  /** A share of the host's memory is cut down to a multiple of this, so that it reads well. */
  private static final long SHARE_STEP = 64L << 20;

  private final Engine engine;
  private final ImageLibrary images;

  Offers(Engine engine, ImageLibrary images) {
    this.engine = engine;
    this.images = images;
  }

  MachineOffer of(MachineDefinition machine) throws EngineFailure {
    EngineInfo host = engine.info();
    List<OfferedImage> offered = new ArrayList<>();
    for (ImageChoice choice : machine.choices().images()) {
      offered.add(image(choice));
    }
    return new MachineOffer(
        offered, memory(machine, host), cpus(machine, host), host.memoryBytes(), host.cpus());
  }

  private OfferedImage image(ImageChoice choice) throws EngineFailure {
    ImageStatus status = images.status(choice.image());
    Optional<Long> bytes = engine.images().find(choice.image()).map(Image::sizeBytes);
    return new OfferedImage(
        choice.image(), choice.title(), choice.summary(), choice.size(), bytes, status);
  }

  private static Optional<MemoryOffer> memory(MachineDefinition machine, EngineInfo host) {
    return machine.choices().memory().map(range -> memory(range, host.memoryBytes()));
  }

  /** A host too small for the lab's share still offers what the lab begins with at the least. */
  static MemoryOffer memory(MachineChoices.MemoryRange range, long hostBytes) {
    long share = hostBytes / 100 * range.hostPercent() / SHARE_STEP * SHARE_STEP;
    return new MemoryOffer(
        range.fromBytes(), Math.max(range.fromBytes(), Math.min(range.toBytes(), share)));
  }

  /** Engines refuse more processors than the host has. */
  private static Optional<CpuOffer> cpus(MachineDefinition machine, EngineInfo host) {
    boolean whole = machine.kind() == MachineDefinition.Kind.VM;
    return machine
        .choices()
        .cpus()
        .map(
            range ->
                new CpuOffer(
                    range.from(),
                    Math.max(range.from(), Math.min(range.to(), host.cpus())),
                    whole));
  }

  /**
   * The wish as a choice.
   *
   * @throws WorkspaceFailure when the lab does not offer it, with what it does
   */
  static MachineChoice choice(MachineOffer offer, MachineDefinition now, MachineWish wish)
      throws WorkspaceFailure {
    String image = wish.image().orElse(now.image());
    long memory = wish.memoryBytes().orElse(now.memoryBytes());
    double cpus = wish.cpus().orElse(now.cpus());
    if (!image.equals(now.image())
        && offer.images().stream().noneMatch(one -> one.image().equals(image))) {
      throw refusal(images(now, offer));
    }
    if (memory != now.memoryBytes() && offer.memory().filter(one -> one.has(memory)).isEmpty()) {
      throw refusal(memory(now, offer));
    }
    if (cpus != now.cpus() && offer.cpus().filter(one -> one.has(cpus)).isEmpty()) {
      throw refusal(cpus(now, offer));
    }
    return new MachineChoice(image, memory, cpus);
  }

  private static String images(MachineDefinition machine, MachineOffer offer) {
    return offer.images().isEmpty()
        ? "This lab leaves the image of " + machine.title() + " as it is."
        : "This lab offers these images for "
            + machine.title()
            + ": "
            + offer.images().stream().map(OfferedImage::image).collect(Collectors.joining(", "))
            + ".";
  }

  private static String memory(MachineDefinition machine, MachineOffer offer) {
    return offer
        .memory()
        .map(
            one ->
                machine.title()
                    + " can have "
                    + Room.mebibytes(one.fromBytes())
                    + " to "
                    + Room.mebibytes(one.toBytes())
                    + " MiB of memory, in whole MiB.")
        .orElse("This lab leaves the memory of " + machine.title() + " as it is.");
  }

  private static String cpus(MachineDefinition machine, MachineOffer offer) {
    return offer
        .cpus()
        .map(
            one ->
                machine.title()
                    + " can have "
                    + plain(one.from())
                    + " to "
                    + plain(one.to())
                    + (one.whole() ? " whole processors." : " processors."))
        .orElse("This lab leaves the processors of " + machine.title() + " as they are.");
  }

  private static String plain(double number) {
    return String.valueOf(number).replaceAll("\\.0$", "");
  }

  private static WorkspaceFailure refusal(String text) {
    return new WorkspaceFailure(Reason.NOT_OFFERED, text);
  }
}
