package io.sidelab.sqlite;

import io.sidelab.store.SessionRecord;
import io.sidelab.store.SessionStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Instructors' sessions as rows. */
final class SessionRows implements SessionStore {
  private final Transactions transactions;

  SessionRows(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(SessionRecord session, int most) {
    transactions.with(handle -> add(handle, session, most));
  }

  private static int add(Handle handle, SessionRecord session, int most) {
    handle.execute(
        "INSERT INTO instructor_session (id, token_hash, instructor, browser, place, created, used)"
            + " SELECT ?, ?, id, ?, ?, ?, ? FROM instructor WHERE id = ?",
        session.id(),
        session.tokenHash(),
        session.browser(),
        session.place(),
        session.created().toEpochMilli(),
        session.used().toEpochMilli(),
        session.instructorId());
    return handle.execute(
        "DELETE FROM instructor_session WHERE instructor = ? AND id NOT IN (SELECT id FROM"
            + " instructor_session WHERE instructor = ? ORDER BY used DESC, created DESC LIMIT ?)",
        session.instructorId(),
        session.instructorId(),
        most);
  }

  @Override
  public Optional<SessionRecord> find(String tokenHash) {
    return transactions.with(
        handle ->
            handle
                .select("SELECT * FROM instructor_session WHERE token_hash = ?", tokenHash)
                .map((row, context) -> session(row))
                .findOne());
  }

  @Override
  public List<SessionRecord> of(String instructorId) {
    return transactions.with(
        handle ->
            handle
                .select(
                    "SELECT * FROM instructor_session WHERE instructor = ?"
                        + " ORDER BY used DESC, created DESC",
                    instructorId)
                .map((row, context) -> session(row))
                .list());
  }

  @Override
  public void touch(String id, Instant used) {
    execute("UPDATE instructor_session SET used = ? WHERE id = ?", used.toEpochMilli(), id);
  }

  @Override
  public boolean end(String instructorId, String id) {
    return execute(
            "DELETE FROM instructor_session WHERE instructor = ? AND id = ?", instructorId, id)
        > 0;
  }

  @Override
  public void endAll(String instructorId) {
    execute("DELETE FROM instructor_session WHERE instructor = ?", instructorId);
  }

  @Override
  public void forget(Instant createdBefore, Instant usedBefore) {
    execute(
        "DELETE FROM instructor_session WHERE created < ? OR used < ?",
        createdBefore.toEpochMilli(),
        usedBefore.toEpochMilli());
  }

  private int execute(String sql, Object... values) {
    return transactions.with(handle -> handle.execute(sql, values));
  }

  private static SessionRecord session(ResultSet row) throws SQLException {
    return new SessionRecord(
        row.getString("id"),
        row.getString("token_hash"),
        row.getString("instructor"),
        row.getString("browser"),
        row.getString("place"),
        Instant.ofEpochMilli(row.getLong("created")),
        Instant.ofEpochMilli(row.getLong("used")));
  }
}
