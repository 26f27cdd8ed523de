package io.sidelab.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnusableDatabaseTest {
  @TempDir Path folder;

  @Test
  void saysThatTheFileIsDamaged() throws Exception {
    Path file = Files.writeString(folder.resolve("sidelab.db"), "no database ".repeat(1_000));

    assertThatThrownBy(() -> SqliteStore.open(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("is damaged");
  }

  @Test
  void saysThatTheFileCannotBeOpened() {
    assertThatThrownBy(() -> SqliteStore.open(Path.of("/proc/sidelab.db")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be opened");
  }

  @Test
  void saysThatTheFolderCannotBeMade() throws Exception {
    Path occupied = Files.writeString(folder.resolve("data"), "a file");

    assertThatThrownBy(() -> SqliteStore.open(occupied.resolve("deeper/sidelab.db")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be made");
  }

  @Test
  void saysThatTheDiskIsFullAndGoesOnReading() {
    // A limit on pages makes SQLite fail exactly as a full disk does.
    try (SqliteStore store = SqliteStore.open(folder.resolve("sidelab.db"), 256 * 1024)) {
      store.keepFact("small", "kept");

      assertThatThrownBy(() -> store.keepFact("large", "x".repeat(1 << 20)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("the disk is full");
      assertThat(store.fact("small")).contains("kept");
      assertThat(store.fact("large")).isEmpty();
    }
  }

  @Test
  void refusesADatabaseOfANewerVersion() throws Exception {
    Path file = folder.resolve("sidelab.db");
    SqliteStore.open(file).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
              + " installed_by, execution_time, success)"
              + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', '', 1, 1)");
    }

    assertThatThrownBy(() -> SqliteStore.open(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("newer version")
        .hasMessageContaining("99");
  }
}
