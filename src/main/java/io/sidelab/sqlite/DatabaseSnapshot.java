package io.sidelab.sqlite;

import io.sidelab.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A database file as it was at one moment, for a backup.
 *
 * @param schema the newest migration it has seen
 * @param serverId what the server's machines are labelled with; empty where none ever started
 */
public record DatabaseSnapshot(String schema, String serverId) {
  /** Readers wait for nobody under write-ahead logging, but for a server that just recovers. */
  private static final int BUSY_MILLIS = 30_000;

  /**
   * Copies a database, whole and of one moment, while a server may write to it.
   *
   * @param into an empty file
   * @throws StoreException with a sentence for the operator
   */
  public static DatabaseSnapshot take(Path file, Path into) {
    if (!Files.isRegularFile(file)) {
      throw new StoreException(
          "There is no database " + file.toAbsolutePath() + ". Name the data folder with --data.",
          null);
    }
    try (Connection connection = source(file, false).getConnection();
        PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
      copy.setString(1, into.toAbsolutePath().toString());
      copy.execute();
    } catch (SQLException failure) {
      throw SqliteFault.explain(file, failure);
    }
    return inspect(into);
  }

  /**
   * Looks whether a database is whole and of a schema that this server knows. Changes nothing.
   *
   * @throws StoreException with a sentence for the operator when it is not
   */
  public static DatabaseSnapshot inspect(Path file) {
    SQLiteDataSource source = source(file, true);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      String found = first(statement, "PRAGMA integrity_check(1)");
      if (!found.equals("ok")) {
        throw new StoreException("The database " + file + " is damaged: " + found, null);
      }
      Database.refuseNewer(file, source);
      String schema =
          first(
              statement,
              "SELECT version FROM flyway_schema_history WHERE version IS NOT NULL"
                  + " ORDER BY installed_rank DESC LIMIT 1");
      return new DatabaseSnapshot(
          schema, first(statement, "SELECT value FROM fact WHERE name = 'server-id'"));
    } catch (SQLException | FlywayException failure) {
      throw SqliteFault.explain(file, failure);
    }
  }

  private static String first(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  private static SQLiteDataSource source(Path file, boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(readOnly);
    config.setBusyTimeout(BUSY_MILLIS);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    return source;
  }
}
