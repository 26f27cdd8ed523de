package io.sidelab.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The images of a workspace as stacks of layers, its machines on top of them, and what sharing
 * saves. Of what belongs to others there are sums only.
 *
 * @param measuredAt when the machines' own layers were measured
 * @param howLayers how sizes and commands of layers are found out, for the learner
 * @param howMachines how the machines' own layers are measured
 */
public record LayerView(
    Instant measuredAt,
    String howLayers,
    String howMachines,
    List<Stack> stacks,
    List<Ledger> ledger) {

  /**
   * One image of the lab.
   *
   * @param name as the lab names it
   * @param id content address; empty when the engine does not have it
   * @param sizeBytes all its layers together, 0 when the engine does not have it
   * @param layers the lowest first
   * @param machines that run on it
   * @param note why there is nothing to see; may be empty
   */
  public record Stack(
      String name,
      String id,
      long sizeBytes,
      List<StackedLayer> layers,
      List<OwnLayer> machines,
      String note) {}

  /**
   * @param id the same for every stack that has this layer: its content with all below it
   * @param label the same, short enough to be read aloud: A, B, …
   * @param diffId digest of the content alone, as {@code docker image inspect} lists it
   * @param command what made it; empty when the image's history leaves that open
   * @param inLab how many images of this lab have it
   * @param onHost how many images of this host have it, these included
   */
  public record StackedLayer(
      String id,
      String label,
      String diffId,
      Optional<String> command,
      OptionalLong sizeBytes,
      int inLab,
      int onHost) {}

  /**
   * @param kind container or vm
   * @param bytes what the machine wrote; empty with a note that says why
   */
  public record OwnLayer(String name, String title, String kind, OptionalLong bytes, String note) {}

  /**
   * One sum. Saved is sum without stored.
   *
   * @param scope lab, workspaces or host
   * @param how what is added up and where it comes from, for the learner
   * @param images that were counted
   * @param machines that were counted, 0 where machines do not count
   * @param sumBytes as if nothing were shared
   * @param storedBytes with every layer once
   * @param exact whether all sizes and images are known
   */
  public record Ledger(
      String scope,
      String title,
      String how,
      Instant measuredAt,
      int images,
      int machines,
      long sumBytes,
      long storedBytes,
      long savedBytes,
      boolean exact) {}
}
