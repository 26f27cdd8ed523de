package io.sidelab.sqlite;

import io.sidelab.store.AssignmentRecord;
import io.sidelab.store.BroadcastRecord;
import io.sidelab.store.EventRecord;
import io.sidelab.store.ParticipantRecord;
import io.sidelab.store.WorkshopRecord;
import io.sidelab.store.WorkshopStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/** Workshops, their learners and events as rows. */
final class WorkshopRows implements WorkshopStore {
  private final Transactions transactions;

  /**
   * @param transactions on the store's connection, one caller at a time
   */
  WorkshopRows(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void addWorkshop(WorkshopRecord workshop) {
    with(handle -> save(handle, workshop));
  }

  @Override
  public Optional<WorkshopRecord> changeWorkshop(
      String workshopId, UnaryOperator<WorkshopRecord> change) {
    return with(
        handle -> {
          Optional<WorkshopRecord> changed = find(handle, "id", workshopId).map(change);
          changed.ifPresent(workshop -> save(handle, workshop));
          return changed;
        });
  }

  private static Void save(Handle handle, WorkshopRecord workshop) {
    handle.execute(
        "INSERT INTO workshop (id, instructor, title, code, starts, ends, seats, time_millis,"
            + " recorded, state, created, paused_since, lab_now, step_now, broadcast,"
            + " broadcaster) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (id) DO UPDATE SET title = excluded.title, code = excluded.code,"
            + " starts = excluded.starts, ends = excluded.ends, seats = excluded.seats,"
            + " time_millis = excluded.time_millis, recorded = excluded.recorded,"
            + " state = excluded.state, paused_since = excluded.paused_since,"
            + " lab_now = excluded.lab_now, step_now = excluded.step_now,"
            + " broadcast = excluded.broadcast, broadcaster = excluded.broadcaster",
        workshop.id(),
        workshop.instructorId(),
        workshop.title(),
        workshop.code(),
        workshop.starts().toEpochMilli(),
        workshop.ends().toEpochMilli(),
        workshop.seats(),
        workshop.time().toMillis(),
        workshop.recorded(),
        workshop.state(),
        workshop.created().toEpochMilli(),
        workshop.pausedSince().map(Instant::toEpochMilli).orElse(null),
        workshop.labNow().orElse(null),
        workshop.stepNow(),
        workshop.broadcast().map(BroadcastRecord::terminalId).orElse(null),
        workshop.broadcast().map(BroadcastRecord::learnerId).orElse(null));
    handle.execute("DELETE FROM workshop_lab WHERE workshop = ?", workshop.id());
    for (int position = 0; position < workshop.labs().size(); position++) {
      handle.execute(
          "INSERT INTO workshop_lab (workshop, position, lab) VALUES (?, ?, ?)",
          workshop.id(),
          position,
          workshop.labs().get(position));
    }
    return null;
  }

  @Override
  public Optional<WorkshopRecord> workshop(String workshopId) {
    return with(handle -> find(handle, "id", workshopId));
  }

  @Override
  public Optional<WorkshopRecord> workshopByCode(String code) {
    return with(handle -> find(handle, "code", code));
  }

  private static Optional<WorkshopRecord> find(Handle handle, String column, String value) {
    return handle
        .select("SELECT * FROM workshop WHERE " + column + " = ?", value)
        .map((row, context) -> workshop(handle, row))
        .findOne();
  }

  @Override
  public List<WorkshopRecord> workshops() {
    return with(
        handle ->
            handle
                .select("SELECT * FROM workshop ORDER BY created DESC")
                .map((row, context) -> workshop(handle, row))
                .list());
  }

  private static WorkshopRecord workshop(Handle handle, ResultSet row) throws SQLException {
    String id = row.getString("id");
    List<String> labs =
        handle
            .select("SELECT lab FROM workshop_lab WHERE workshop = ? ORDER BY position", id)
            .mapTo(String.class)
            .list();
    return new WorkshopRecord(
        id,
        row.getString("instructor"),
        row.getString("title"),
        row.getString("code"),
        labs,
        Instant.ofEpochMilli(row.getLong("starts")),
        Instant.ofEpochMilli(row.getLong("ends")),
        row.getInt("seats"),
        Duration.ofMillis(row.getLong("time_millis")),
        row.getBoolean("recorded"),
        row.getString("state"),
        Instant.ofEpochMilli(row.getLong("created")),
        instant(row, "paused_since"),
        Optional.ofNullable(row.getString("lab_now")),
        row.getInt("step_now"),
        broadcast(row));
  }

  private static Optional<BroadcastRecord> broadcast(ResultSet row) throws SQLException {
    String terminal = row.getString("broadcast");
    return terminal == null
        ? Optional.empty()
        : Optional.of(new BroadcastRecord(terminal, row.getString("broadcaster")));
  }

  @Override
  public void deleteWorkshop(String workshopId) {
    with(
        handle -> {
          forget(handle, "workshop = ?", workshopId);
          return handle.execute("DELETE FROM workshop WHERE id = ?", workshopId);
        });
  }

  @Override
  public void deleteParticipant(String participantId) {
    with(handle -> forget(handle, "id = ?", participantId));
  }

  /** Their workspaces first, then they themselves, then cookies that nothing hangs on any more. */
  private static Void forget(Handle handle, String which, String id) {
    List<String> learners =
        handle
            .select("SELECT learner FROM participant WHERE " + which, id)
            .mapTo(String.class)
            .list();
    handle.execute(
        "DELETE FROM workspace WHERE id IN (SELECT workspace FROM assignment WHERE participant IN"
            + " (SELECT id FROM participant WHERE "
            + which
            + "))",
        id);
    handle.execute("DELETE FROM participant WHERE " + which, id);
    for (String learner : learners) {
      handle.execute(
          "DELETE FROM learner WHERE id = ?"
              + " AND NOT EXISTS (SELECT 1 FROM workspace WHERE learner = learner.id)"
              + " AND NOT EXISTS (SELECT 1 FROM participant WHERE learner = learner.id)",
          learner);
    }
    return null;
  }

  @Override
  public boolean addParticipant(ParticipantRecord participant) {
    return with(
            handle ->
                handle.execute(
                    "INSERT INTO participant (id, workshop, learner, name, code_hash, joined)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    participant.id(),
                    participant.workshopId(),
                    participant.learnerId(),
                    participant.name(),
                    participant.codeHash(),
                    participant.joined().toEpochMilli()))
        == 1;
  }

  @Override
  public void changeCode(String participantId, String codeHash) {
    with(
        handle ->
            handle.execute(
                "UPDATE participant SET code_hash = ? WHERE id = ?", codeHash, participantId));
  }

  @Override
  public List<ParticipantRecord> participants(String workshopId) {
    return participants("workshop = ? ORDER BY rowid", workshopId);
  }

  @Override
  public List<ParticipantRecord> participations(String learnerId) {
    return participants("learner = ? ORDER BY rowid DESC", learnerId);
  }

  private List<ParticipantRecord> participants(String which, String value) {
    return with(
        handle ->
            handle
                .select("SELECT * FROM participant WHERE " + which, value)
                .map((row, context) -> participant(row))
                .list());
  }

  private static ParticipantRecord participant(ResultSet row) throws SQLException {
    return new ParticipantRecord(
        row.getString("id"),
        row.getString("workshop"),
        row.getString("learner"),
        row.getString("name"),
        row.getString("code_hash"),
        Instant.ofEpochMilli(row.getLong("joined")));
  }

  @Override
  public void assign(String workspaceId, String participantId) {
    with(
        handle ->
            handle.execute(
                "INSERT INTO assignment (workspace, participant) VALUES (?, ?)",
                workspaceId,
                participantId));
  }

  @Override
  public List<AssignmentRecord> assignments(String workshopId) {
    return with(
        handle ->
            handle
                .select(
                    "SELECT assignment.workspace, assignment.participant, workspace.lab"
                        + " FROM assignment"
                        + " JOIN participant ON participant.id = assignment.participant"
                        + " JOIN workspace ON workspace.id = assignment.workspace"
                        + " WHERE participant.workshop = ? ORDER BY assignment.rowid",
                    workshopId)
                .map(
                    (row, context) ->
                        new AssignmentRecord(
                            row.getString("workspace"),
                            row.getString("participant"),
                            row.getString("lab")))
                .list());
  }

  @Override
  public long append(EventRecord event) {
    return with(
        handle -> {
          handle.execute(
              "INSERT INTO event (workshop, participant, happened, kind, workspace, lab, step,"
                  + " detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
              event.workshopId(),
              event.participantId().orElse(null),
              event.when().toEpochMilli(),
              event.kind(),
              event.workspaceId(),
              event.labId(),
              event.step(),
              event.detail());
          return handle.select("SELECT last_insert_rowid()").mapTo(Long.class).one();
        });
  }

  @Override
  public List<EventRecord> events(String workshopId, long after, int limit) {
    return with(
        handle ->
            handle
                .select(
                    "SELECT * FROM event WHERE workshop = ? AND sequence > ?"
                        + " ORDER BY sequence LIMIT ?",
                    workshopId,
                    after,
                    limit)
                .map((row, context) -> event(workshopId, row))
                .list());
  }

  private static EventRecord event(String workshopId, ResultSet row) throws SQLException {
    return new EventRecord(
        row.getLong("sequence"),
        workshopId,
        Optional.ofNullable(row.getString("participant")),
        Instant.ofEpochMilli(row.getLong("happened")),
        row.getString("kind"),
        row.getString("workspace"),
        row.getString("lab"),
        row.getInt("step"),
        row.getString("detail"));
  }

  @Override
  public void addBrowser(String secretHash, String learnerId, Instant now) {
    with(
        handle ->
            handle.execute(
                "INSERT INTO learner_browser (secret_hash, learner, added) VALUES (?, ?, ?)",
                secretHash,
                learnerId,
                now.toEpochMilli()));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  private <T> T with(Function<Handle, T> work) {
    return transactions.with(work);
  }
}
