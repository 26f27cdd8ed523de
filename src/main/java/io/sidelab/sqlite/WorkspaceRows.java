package io.sidelab.sqlite;

import io.sidelab.store.ChoiceRecord;
import io.sidelab.store.MachineRecord;
import io.sidelab.store.TermsRecord;
import io.sidelab.store.WorkspaceRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Workspaces and their machines as rows. */
final class WorkspaceRows {
  /** Replaces all rows of the workspace; progress refers to its key and stays. */
  int save(Handle handle, WorkspaceRecord workspace) {
    TermsRecord terms = workspace.terms();
    handle.execute(
        "INSERT INTO workspace"
            + " (id, learner, lab, state, network, created, expires, used, end_reason,"
            + " cohort, time_millis, paused_millis, paused_since)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            + " learner = excluded.learner, cohort = excluded.cohort,"
            + " time_millis = excluded.time_millis, paused_millis = excluded.paused_millis,"
            + " paused_since = excluded.paused_since,"
            + " state = excluded.state, network = excluded.network, created = excluded.created,"
            + " expires = excluded.expires, used = excluded.used,"
            + " end_reason = excluded.end_reason",
        workspace.id(),
        workspace.learnerId(),
        workspace.labId(),
        workspace.state(),
        workspace.network().orElse(null),
        workspace.created().toEpochMilli(),
        workspace.expires().toEpochMilli(),
        workspace.used().toEpochMilli(),
        workspace.endReason().orElse(null),
        terms.cohort().orElse(null),
        terms.time().map(Duration::toMillis).orElse(null),
        terms.paused().toMillis(),
        terms.pausedSince().map(Instant::toEpochMilli).orElse(null));
    handle.execute("DELETE FROM machine WHERE workspace = ?", workspace.id());
    return saveMachines(handle, workspace);
  }

  private int saveMachines(Handle handle, WorkspaceRecord workspace) {
    if (workspace.machines().isEmpty()) {
      return 0;
    }
    PreparedBatch rows =
        handle.prepareBatch(
            "INSERT INTO machine (workspace, position, name, engine_id, terminal, prompt_millis,"
                + " image, memory_bytes, cpus) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    int position = 0;
    for (MachineRecord machine : workspace.machines()) {
      rows.bind(0, workspace.id())
          .bind(1, position++)
          .bind(2, machine.name())
          .bind(3, machine.engineId().orElse(null))
          .bind(4, machine.terminalId())
          .bind(5, machine.promptMillis().orElse(null))
          .bind(6, machine.choice().map(ChoiceRecord::image).orElse(null))
          .bind(7, machine.choice().map(ChoiceRecord::memoryBytes).orElse(null))
          .bind(8, machine.choice().map(ChoiceRecord::cpus).orElse(null))
          .add();
    }
    return rows.execute().length;
  }

  /** Those of which something may be left on the engine, oldest first. */
  List<WorkspaceRecord> open(Handle handle) {
    return handle
        .select("SELECT * FROM workspace WHERE state NOT IN ('CLOSED', 'FAILED') ORDER BY created")
        .map((row, context) -> read(handle, row))
        .list();
  }

  private WorkspaceRecord read(Handle handle, ResultSet row) throws SQLException {
    String id = row.getString("id");
    return new WorkspaceRecord(
        id,
        row.getString("learner"),
        row.getString("lab"),
        row.getString("state"),
        Optional.ofNullable(row.getString("network")),
        machines(handle, id),
        Instant.ofEpochMilli(row.getLong("created")),
        Instant.ofEpochMilli(row.getLong("expires")),
        Instant.ofEpochMilli(row.getLong("used")),
        Optional.ofNullable(row.getString("end_reason")),
        terms(row));
  }

  private static TermsRecord terms(ResultSet row) throws SQLException {
    return new TermsRecord(
        Optional.ofNullable(row.getString("cohort")),
        number(row, "time_millis").map(Duration::ofMillis),
        Duration.ofMillis(row.getLong("paused_millis")),
        number(row, "paused_since").map(Instant::ofEpochMilli));
  }

  private List<MachineRecord> machines(Handle handle, String workspace) {
    return handle
        .select("SELECT * FROM machine WHERE workspace = ? ORDER BY position", workspace)
        .map(
            (row, context) ->
                new MachineRecord(
                    row.getString("name"),
                    Optional.ofNullable(row.getString("engine_id")),
                    row.getString("terminal"),
                    number(row, "prompt_millis"),
                    choice(row)))
        .list();
  }

  private static Optional<ChoiceRecord> choice(ResultSet row) throws SQLException {
    String image = row.getString("image");
    return image == null
        ? Optional.empty()
        : Optional.of(new ChoiceRecord(image, row.getLong("memory_bytes"), row.getDouble("cpus")));
  }

  private static Optional<Long> number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }
}
