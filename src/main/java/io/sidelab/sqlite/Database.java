package io.sidelab.sqlite;

import io.sidelab.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The file, its one connection and its schema. Used by one thread at a time. */
final class Database implements AutoCloseable {
  /** How long to wait for another process that holds the file, such as a backup. */
  private static final int BUSY_MILLIS = 5_000;

  private static final int PAGE_BYTES = 4_096;

  private final Path file;
  private final Connection connection;
  private final Jdbi jdbi;

  private Database(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
    this.jdbi = Jdbi.create(connection);
  }

  static Database open(Path file, long largestFile) {
    makeFolder(file);
    SQLiteDataSource source = source(file, largestFile);
    try {
      migrate(file, source);
      return new Database(file, source.getConnection());
    } catch (SQLException | FlywayException failure) {
      throw SqliteFault.explain(file, failure);
    }
  }

  Path file() {
    return file;
  }

  Jdbi jdbi() {
    return jdbi;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException failure) {
      throw SqliteFault.explain(file, failure);
    }
  }

  private static void makeFolder(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException failure) {
      throw new StoreException(
          "The folder of the database " + file + " cannot be made: " + failure.getMessage(),
          failure);
    }
  }

  private static SQLiteDataSource source(Path file, long largestFile) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // With write-ahead logging, NORMAL loses nothing when the process dies, and never the file.
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setPageSize(PAGE_BYTES);
    config.setMaxPageCount((int) (largestFile / PAGE_BYTES));
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static void migrate(Path file, DataSource source) {
    refuseNewer(file, source);
    migrations(source).migrate();
  }

  private static Flyway migrations(DataSource source) {
    return Flyway.configure(Database.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:db/migration")
        .cleanDisabled(true)
        .load();
  }

  static void refuseNewer(Path file, DataSource source) {
    for (MigrationInfo migration : migrations(source).info().all()) {
      if (migration.getState().isApplied() && !migration.getState().isResolved()) {
        throw new StoreException(
            "The database "
                + file
                + " was written by a newer version of this server (schema "
                + migration.getVersion()
                + "). Start that version, or another data folder.",
            null);
      }
    }
  }
}
