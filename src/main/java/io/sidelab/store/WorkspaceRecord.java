package io.sidelab.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A workspace as it must survive the server.
 *
 * @param state one of the workspace package's states, by name
 * @param network identifier on the engine, when it has one
 * @param expires when it ends at the latest
 * @param endReason why it ended; present once it is closing or closed
 * @param terms how it differs from the usual one
 */
public record WorkspaceRecord(
    String id,
    String learnerId,
    String labId,
    String state,
    Optional<String> network,
    List<MachineRecord> machines,
    Instant created,
    Instant expires,
    Instant used,
    Optional<String> endReason,
    TermsRecord terms) {

  /** A usual one. */
  public WorkspaceRecord(
      String id,
      String learnerId,
      String labId,
      String state,
      Optional<String> network,
      List<MachineRecord> machines,
      Instant created,
      Instant expires,
      Instant used,
      Optional<String> endReason) {
    this(
        id,
        learnerId,
        labId,
        state,
        network,
        machines,
        created,
        expires,
        used,
        endReason,
        TermsRecord.usual());
  }
}
