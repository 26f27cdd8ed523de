package io.sidelab.sqlite;

import io.sidelab.store.IdentityRecord;
import io.sidelab.store.InstructorRecord;
import io.sidelab.store.InstructorStore;
import io.sidelab.store.LinkRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Instructors and their links as rows. */
final class InstructorRows implements InstructorStore {
  private final Transactions transactions;

  InstructorRows(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean anyInstructor() {
    return transactions.with(handle -> count(handle) > 0);
  }

  private static int count(Handle handle) {
    return handle.select("SELECT count(*) FROM instructor").mapTo(Integer.class).one();
  }

  @Override
  public List<InstructorRecord> instructors() {
    return transactions.with(
        handle ->
            handle
                .select("SELECT * FROM instructor ORDER BY created, rowid")
                .map((row, context) -> instructor(row))
                .list());
  }

  @Override
  public Optional<InstructorRecord> find(String id) {
    return transactions.with(handle -> find(handle, "id", id));
  }

  @Override
  public Optional<InstructorRecord> findByName(String nameKey) {
    return transactions.with(handle -> find(handle, "name_key", nameKey));
  }

  private static Optional<InstructorRecord> find(Handle handle, String column, String value) {
    return handle
        .select("SELECT * FROM instructor WHERE " + column + " = ?", value)
        .map((row, context) -> instructor(row))
        .findOne();
  }

  @Override
  public Added add(InstructorRecord instructor, String linkHash, Instant now) {
    return transactions.with(handle -> add(handle, instructor, linkHash, now));
  }

  private static Added add(
      Handle handle, InstructorRecord instructor, String linkHash, Instant now) {
    Optional<LinkRecord> link = link(handle, linkHash, now);
    if (link.isEmpty()) {
      return Added.NO_LINK;
    }
    if (find(handle, "name_key", instructor.nameKey()).isPresent()) {
      return Added.NAME_TAKEN;
    }
    handle.execute("DELETE FROM instructor_link WHERE id = ?", link.get().id());
    insert(handle, instructor);
    return Added.ADDED;
  }

  private static void insert(Handle handle, InstructorRecord instructor) {
    handle.execute(
        "INSERT INTO instructor (id, name, name_key, password_hash, created)"
            + " VALUES (?, ?, ?, ?, ?)",
        instructor.id(),
        instructor.name(),
        instructor.nameKey(),
        instructor.passwordHash().orElse(null),
        instructor.created().toEpochMilli());
  }

  @Override
  public Optional<InstructorRecord> findByIdentity(IdentityRecord identity) {
    return transactions.with(handle -> find(handle, identity));
  }

  private static Optional<InstructorRecord> find(Handle handle, IdentityRecord identity) {
    return handle
        .select(
            "SELECT instructor.* FROM instructor JOIN instructor_identity ON instructor = id"
                + " WHERE issuer = ? AND subject = ?",
            identity.issuer(),
            identity.subject())
        .map((row, context) -> instructor(row))
        .findOne();
  }

  @Override
  public boolean addIdentified(InstructorRecord instructor, IdentityRecord identity) {
    return transactions.with(
        handle -> {
          if (find(handle, identity).isPresent()
              || find(handle, "name_key", instructor.nameKey()).isPresent()) {
            return false;
          }
          insert(handle, instructor);
          return handle.execute(
                  "INSERT INTO instructor_identity (issuer, subject, instructor) VALUES (?, ?, ?)",
                  identity.issuer(),
                  identity.subject(),
                  instructor.id())
              > 0;
        });
  }

  @Override
  public boolean remove(String id) {
    return transactions.with(
        handle ->
            handle.execute(
                    "DELETE FROM instructor WHERE id = ?"
                        + " AND (SELECT count(*) FROM instructor) > 1",
                    id)
                > 0);
  }

  @Override
  public void changePassword(String id, String passwordHash, String keptSessionId) {
    transactions.with(
        handle -> {
          handle.execute("UPDATE instructor SET password_hash = ? WHERE id = ?", passwordHash, id);
          return handle.execute(
              "DELETE FROM instructor_session WHERE instructor = ? AND id != ?", id, keptSessionId);
        });
  }

  @Override
  public boolean replaceFirstLink(LinkRecord link) {
    return transactions.with(
        handle -> {
          handle.execute("DELETE FROM instructor_link WHERE inviter IS NULL");
          return count(handle) == 0 && insert(handle, link) > 0;
        });
  }

  @Override
  public void addInvitation(LinkRecord link) {
    transactions.with(
        handle -> {
          handle.execute(
              "DELETE FROM instructor_link WHERE expires <= ?", link.created().toEpochMilli());
          return insert(handle, link);
        });
  }

  private static int insert(Handle handle, LinkRecord link) {
    return handle.execute(
        "INSERT INTO instructor_link (id, token_hash, inviter, created, expires)"
            + " VALUES (?, ?, ?, ?, ?)",
        link.id(),
        link.tokenHash(),
        link.inviterId().orElse(null),
        link.created().toEpochMilli(),
        link.expires().toEpochMilli());
  }

  @Override
  public List<LinkRecord> links(Instant now) {
    return transactions.with(
        handle ->
            handle
                .select(
                    "SELECT * FROM instructor_link WHERE expires > ? ORDER BY created, rowid",
                    now.toEpochMilli())
                .map((row, context) -> link(row))
                .list());
  }

  @Override
  public Optional<LinkRecord> findLink(String tokenHash, Instant now) {
    return transactions.with(handle -> link(handle, tokenHash, now));
  }

  private static Optional<LinkRecord> link(Handle handle, String tokenHash, Instant now) {
    return handle
        .select(
            "SELECT * FROM instructor_link WHERE token_hash = ? AND expires > ? AND"
                + " (inviter IS NOT NULL OR NOT EXISTS (SELECT 1 FROM instructor))",
            tokenHash,
            now.toEpochMilli())
        .map((row, context) -> link(row))
        .findOne();
  }

  @Override
  public boolean removeInvitation(String id) {
    return transactions.with(
        handle ->
            handle.execute("DELETE FROM instructor_link WHERE id = ? AND inviter IS NOT NULL", id)
                > 0);
  }

  private static InstructorRecord instructor(ResultSet row) throws SQLException {
    return new InstructorRecord(
        row.getString("id"),
        row.getString("name"),
        row.getString("name_key"),
        Optional.ofNullable(row.getString("password_hash")),
        Instant.ofEpochMilli(row.getLong("created")));
  }

  private static LinkRecord link(ResultSet row) throws SQLException {
    return new LinkRecord(
        row.getString("id"),
        row.getString("token_hash"),
        Optional.ofNullable(row.getString("inviter")),
        Instant.ofEpochMilli(row.getLong("created")),
        Instant.ofEpochMilli(row.getLong("expires")));
  }
}
