package io.sidelab.workshop;

import io.sidelab.store.ParticipantRecord;
import io.sidelab.store.WorkshopRecord;
import io.sidelab.store.WorkshopStore;
import io.sidelab.workshop.WorkshopFailure.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** How learners get into a workshop, and back into it from another browser. */
public final class Joining {
  /** Beyond its seats a workshop takes that many times as many, and some: they queue. */
  private static final int CROWD = 2;

  private static final int SOME = 20;

  private final Workshops workshops;
  private final WorkshopStore store;
  private final Codes codes;
  private final Clock clock;

  Joining(Workshops workshops, Codes codes, Clock clock) {
    this.workshops = workshops;
    this.store = workshops.store();
    this.codes = codes;
    this.clock = clock;
  }

  /** The workshop that people join by what was typed. */
  public WorkshopRecord find(String typedCode) throws WorkshopFailure {
    return store
        .workshopByCode(Codes.plain(typedCode))
        .filter(workshop -> Preparation.state(workshop) != WorkshopState.ENDED)
        .orElseThrow(
            () ->
                new WorkshopFailure(
                    Reason.WRONG_CODE,
                    "Nobody joins by this code. Look at it again; it has six letters and digits."));
  }

  /** Takes a learner in; one who is in already stays who they are. */
  public Joined join(String learnerId, String typedCode, String name) throws WorkshopFailure {
    WorkshopRecord workshop = find(typedCode);
    Optional<ParticipantRecord> known = in(workshop, learnerId);
    if (known.isPresent()) {
      return new Joined(known.get(), Optional.empty());
    }
    if (store.participants(workshop.id()).size() >= CROWD * workshop.seats() + SOME) {
      throw new WorkshopFailure(
          Reason.FULL, "This workshop takes nobody any more. Ask your instructor.");
    }
    String code = codes.personal();
    ParticipantRecord participant =
        new ParticipantRecord(
            codes.identifier(),
            workshop.id(),
            learnerId,
            Names.clean(name),
            Codes.hash(workshop.id(), code),
            clock.instant());
    if (!store.addParticipant(participant)) {
      return alreadyIn(workshop, learnerId);
    }
    Classroom room = workshops.room(workshop.id());
    room.ledger().write(Optional.of(participant.id()), EventKind.JOINED, "");
    return new Joined(participant, Optional.of(Codes.written(code)));
  }

  /** By another tab of the same browser meanwhile; or the name is somebody else's. */
  private Joined alreadyIn(WorkshopRecord workshop, String learnerId) throws WorkshopFailure {
    return in(workshop, learnerId)
        .map(participant -> new Joined(participant, Optional.empty()))
        .orElseThrow(
            () ->
                new WorkshopFailure(
                    Reason.NAME_TAKEN,
                    "Somebody of that name is in this workshop. If it is you, come back with your"
                        + " personal code; if not, add a letter to your name."));
  }

  private Optional<ParticipantRecord> in(WorkshopRecord workshop, String learnerId) {
    return store.participations(learnerId).stream()
        .filter(one -> one.workshopId().equals(workshop.id()))
        .findFirst();
  }

  /** The learner of a workshop whose personal code this is. */
  public ParticipantRecord recognise(String typedCode, String typedPersonalCode)
      throws WorkshopFailure {
    WorkshopRecord workshop = find(typedCode);
    byte[] hash = bytes(Codes.hash(workshop.id(), Codes.plain(typedPersonalCode)));
    return store.participants(workshop.id()).stream()
        .filter(one -> MessageDigest.isEqual(bytes(one.codeHash()), hash))
        .findFirst()
        .orElseThrow(
            () ->
                new WorkshopFailure(
                    Reason.WRONG_CODE,
                    "This personal code is nobody's in this workshop. Look at it again, or ask"
                        + " your instructor for a new one."));
  }

  /** Before a browser becomes somebody else's: what runs in it must not get out of reach. */
  public void refuseIfBusy(String learnerId, ParticipantRecord participant) throws WorkshopFailure {
    boolean other = !learnerId.equals(participant.learnerId());
    if (other && !workshops.workspaces().of(learnerId).isEmpty()) {
      throw new WorkshopFailure(
          Reason.OTHER_LEARNER,
          "Labs of somebody else run in this browser. End them first, or use a private window.");
    }
  }

  /** The learner is back, in a browser that was not theirs. */
  public void returned(ParticipantRecord participant, String secretHash) {
    store.addBrowser(secretHash, participant.learnerId(), clock.instant());
    Classroom room = workshops.room(participant.workshopId());
    room.ledger().write(Optional.of(participant.id()), EventKind.RETURNED, "");
  }

  /** A new personal code for the learner who asks; the old one is void. */
  public String renewOwn(String learnerId, String workshopId) throws WorkshopFailure {
    return renew(workshops.attendance().look(learnerId, workshopId).me());
  }

  /** A new personal code for a learner who lost theirs; the old one is void. */
  public String renew(String instructorId, String workshopId, String participantId)
      throws WorkshopFailure {
    workshops.owned(instructorId, workshopId);
    return renew(workshops.participant(workshopId, participantId));
  }

  private String renew(ParticipantRecord participant) {
    String code = codes.personal();
    store.changeCode(participant.id(), Codes.hash(participant.workshopId(), code));
    return Codes.written(code);
  }

  /** The join code as people read it. */
  public static String written(WorkshopRecord workshop) {
    return Codes.written(workshop.code());
  }

  /** The learner's workshops that are not over, the latest first. */
  public List<WorkshopRecord> of(String learnerId) {
    return store.participations(learnerId).stream()
        .flatMap(one -> store.workshop(one.workshopId()).stream())
        .filter(workshop -> Preparation.state(workshop) != WorkshopState.ENDED)
        .toList();
  }

  private static byte[] bytes(String hash) {
    return hash.getBytes(StandardCharsets.US_ASCII);
  }
}
