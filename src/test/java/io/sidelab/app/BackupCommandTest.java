package io.sidelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.app.KeptData.Outcome;
import io.sidelab.store.Store;
import io.sidelab.testing.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BackupCommandTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;
  private KeptData data;

  @BeforeEach
  void keepSomething() throws Exception {
    data = new KeptData(folder.resolve("data"));
  }

  @Test
  void oneFileThatOnlyItsOwnerReadsSaysWhatIsInIt() throws Exception {
    Path file = folder.resolve("class.zip");

    Outcome outcome = data.backup(file);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("class.zip", "2 files of recordings");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (ZipFile zip = new ZipFile(file.toFile())) {
      String manifest =
          new String(zip.getInputStream(zip.getEntry("manifest.json")).readAllBytes());
      assertThat(manifest)
          .contains("\"schema\"", "\"serverId\"", "\"made\"", KeptData.RECORDING)
          .containsPattern("\"sha256\" : \"[0-9a-f]{64}\"");
    }
    assertThat(names(folder)).containsExactlyInAnyOrder("data", "class.zip");
  }

  @Test
  void nothingIsEverOverwritten() throws Exception {
    Path file = Files.writeString(folder.resolve("precious"), "mine");

    Outcome outcome = data.backup(file);

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("exists").contains("another name");
    assertThat(file).hasContent("mine");
  }

  @Test
  void aFolderWithoutADatabaseIsNamedAndNothingIsMade() throws Exception {
    Path file = folder.resolve("class.zip");
    Files.delete(data.folder.resolve("sidelab.db"));

    Outcome outcome = data.backup(file);

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("no database").contains("--data");
    assertThat(names(folder)).containsExactly("data");
    assertThat(data.folder.resolve("sidelab.db")).doesNotExist();
  }

  @Test
  void whatIsWrittenMeanwhileIsInItWholeOrNotAtAll() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger last = new AtomicInteger();
    try (Store store = data.open()) {
      Thread writer = new Thread(() -> writeUntil(enough, last, store), "test-constant-writer");
      writer.start();
      try {
        for (int round = 1; round <= 5; round++) {
          int before = last.get();
          Eventually.until("more was written", SOON, () -> last.get() > before + 20);
          Path file = folder.resolve("round-" + round + ".zip");
          assertThat(data.backup(file).err()).isEmpty();
          Path restored = folder.resolve("restored-" + round);
          assertThat(KeptData.restore(file, restored).err()).isEmpty();
          assertWhole(restored, before);
        }
      } finally {
        enough.set(true);
        writer.join();
      }
    }
  }

  private static void writeUntil(AtomicBoolean enough, AtomicInteger last, Store store) {
    for (int step = 2; !enough.get(); step++) {
      store.recordPassed("w1", step, KeptData.THEN);
      store.keepFact("last", step + " " + "x".repeat(2000));
      last.set(step);
    }
  }

  private static void assertWhole(Path restored, int atLeast) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + restored.resolve("sidelab.db"));
        Statement statement = connection.createStatement()) {
      assertThat(first(statement, "PRAGMA integrity_check")).isEqualTo("ok");
      String fact = first(statement, "SELECT value FROM fact WHERE name = 'last'");
      assertThat(fact).hasSize(fact.indexOf(' ') + 2001);
      int told = Integer.parseInt(fact.substring(0, fact.indexOf(' ')));
      int steps = Integer.parseInt(first(statement, "SELECT count(*) FROM passed_step"));
      assertThat(told).isGreaterThanOrEqualTo(atLeast);
      assertThat(steps).as("written just before").isBetween(told, told + 1);
    }
  }

  private static String first(Statement statement, String query) throws Exception {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.getString(1);
    }
  }

  @Test
  void aKillInTheMiddleLeavesNothingUnderTheFilesName() throws Exception {
    data.growTheRecording(400L << 20);
    Path file = folder.resolve("class.zip");
    Process process = KeptData.start("backup", file.toString(), "--data", data.folder.toString());
    try {
      Eventually.until("it writes", SOON, () -> !process.isAlive() || sizes(folder) > (100 << 10));
      assertThat(process.isAlive()).as("it was killed before its end").isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(file).doesNotExist();
    for (String left : names(folder)) {
      if (!left.equals("data")) {
        assertThat(left).startsWith(".class.zip.").endsWith(".partial");
        assertThat(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(left))))
            .isEqualTo("rw-------");
      }
    }
    data.growTheRecording(10);
    assertThat(data.backup(file).code()).as("the next one").isZero();
  }

  private static long sizes(Path folder) throws Exception {
    long largest = 0;
    for (String name : names(folder)) {
      Path file = folder.resolve(name);
      if (name.endsWith(".partial") && Files.exists(file)) {
        largest = Math.max(largest, Files.size(file));
      }
    }
    return largest;
  }

  private static List<String> names(Path folder) throws Exception {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(one -> one.getFileName().toString()).toList();
    }
  }
}
