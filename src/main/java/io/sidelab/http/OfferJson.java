package io.sidelab.http;

import io.sidelab.image.ImageStatus;
import io.sidelab.workspace.MachineOffer;
import io.sidelab.workspace.MachineOffer.CpuOffer;
import io.sidelab.workspace.MachineOffer.MemoryOffer;
import io.sidelab.workspace.MachineOffer.OfferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** What a learner may choose for a machine, on the wire. What is not to be chosen is null. */
record OfferJson(
    List<ImageOffer> images,
    Optional<MemoryOffer> memory,
    Optional<CpuOffer> cpus,
    long hostMemoryBytes,
    int hostCpus) {

  /**
   * An image and how it stands with it.
   *
   * @param size roughly, until it is measured; may be empty
   */
  record ImageOffer(
      String image,
      String title,
      String summary,
      String size,
      String state,
      String message,
      String remedy,
      OptionalInt percent) {

    static ImageOffer of(OfferedImage offered) {
      ImageStatus status = offered.status();
      boolean there =
          status.state() == ImageStatus.State.UNKNOWN && offered.sizeBytes().isPresent();
      return new ImageOffer(
          offered.image(),
          offered.title(),
          offered.summary(),
          offered.sizeBytes().map(Amounts::decimalBytes).orElse(offered.size()),
          there ? "ready" : status.state().name().toLowerCase(Locale.ROOT),
          status.message(),
          status.remedy(),
          status.percent());
    }
  }

  static OfferJson of(MachineOffer offer) {
    return new OfferJson(
        offer.images().stream().map(ImageOffer::of).toList(),
        offer.memory(),
        offer.cpus(),
        offer.hostMemoryBytes(),
        offer.hostCpus());
  }
}
