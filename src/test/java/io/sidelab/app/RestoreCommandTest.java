package io.sidelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.app.KeptData.Outcome;
import io.sidelab.sqlite.SqliteStore;
import io.sidelab.store.Store;
import io.sidelab.testing.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RestoreCommandTest {
  @TempDir Path folder;
  private KeptData data;
  private Path file;
  private Path fresh;

  @BeforeEach
  void backUp() throws Exception {
    data = new KeptData(folder.resolve("data"));
    Files.setLastModifiedTime(
        data.folder.resolve(KeptData.RECORDING), FileTime.from(KeptData.THEN));
    file = folder.resolve("class.zip");
    fresh = folder.resolve("fresh");
    assertThat(data.backup(file).code()).isZero();
  }

  @Test
  void aFreshFolderHasWhatWasBackedUp() throws Exception {
    Outcome outcome = KeptData.restore(file, fresh);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.code()).isZero();
    try (Store before = data.open();
        Store store = SqliteStore.open(fresh.resolve("sidelab.db"))) {
      assertThat(store.serverId()).isEqualTo(before.serverId());
      assertThat(outcome.out()).contains(store.serverId());
      assertThat(store.findLearner("hash-of-ada")).isPresent();
      assertThat(store.passedSteps("w1")).containsExactly(1);
    }
    Path recording = fresh.resolve(KeptData.RECORDING);
    assertThat(recording).hasContent("{\"version\":2}\n");
    assertThat(Files.getLastModifiedTime(recording).toInstant()).isEqualTo(KeptData.THEN);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(recording)))
        .isEqualTo("rw-------");
    assertThat(names(fresh))
        .allMatch(name -> name.matches("recordings|sidelab\\.db.*|server\\.lock"));
  }

  @Test
  void aFolderInUseOrNotEmptyIsLeftAsItIs() throws Exception {
    try (DataFolder held = DataFolder.hold(data.folder)) {
      assertThat(KeptData.restore(file, data.folder, "--replace").err())
          .contains("Another server uses the folder " + held.resolve(""));
    }
    Outcome outcome = KeptData.restore(file, data.folder);

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("is not empty", "--replace", "--data");
    assertUntouched();
  }

  @Test
  void whatIsReplacedStandsBesideIt() throws Exception {
    try (Store store = data.open()) {
      store.recordPassed("w1", 2, KeptData.THEN);
    }

    Outcome outcome = KeptData.restore(file, data.folder, "--replace");

    assertThat(outcome.err()).isEmpty();
    try (Store store = data.open()) {
      assertThat(store.passedSteps("w1")).containsExactly(1);
    }
    String aside =
        names(folder).stream()
            .filter(name -> name.startsWith("data.before-restore-"))
            .findFirst()
            .orElseThrow();
    assertThat(outcome.out()).contains(aside);
    try (Store store = SqliteStore.open(folder.resolve(aside).resolve("sidelab.db"))) {
      assertThat(store.passedSteps("w1")).containsExactlyInAnyOrder(1, 2);
    }
  }

  @Test
  void whateverByteIsDamagedNothingIsTouched() throws Exception {
    byte[] whole = Files.readAllBytes(file);
    for (int place = 0; place < whole.length; place += 97) {
      byte[] damaged = whole.clone();
      damaged[place] ^= 0x41;
      Files.write(file, damaged);

      Outcome outcome = KeptData.restore(file, fresh);

      // Some bytes, such as those of a time, say nothing that counts.
      if (outcome.code() != 0) {
        assertThat(outcome.err()).startsWith("sidelab: ").doesNotContain("null");
        assertEmpty();
      } else {
        try (Store store = SqliteStore.open(fresh.resolve("sidelab.db"))) {
          assertThat(store.passedSteps("w1")).as("byte %d", place).containsExactly(1);
        }
        remove(fresh);
      }
    }
    for (int length : List.of(0, 10, whole.length / 2, whole.length - 1)) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      assertThat(KeptData.restore(file, data.folder, "--replace").code()).isEqualTo(1);
    }
    assertUntouched();
  }

  @Test
  void aKillInTheMiddleLeavesNoDatabaseAndTheNextRestoreWorks() throws Exception {
    data.growTheRecording(300L << 20);
    Path large = folder.resolve("large.zip");
    assertThat(data.backup(large).code()).isZero();
    Process process = KeptData.start("restore", large.toString(), "--data", fresh.toString());
    try {
      Eventually.until(
          "it unpacks", Duration.ofSeconds(30), () -> !process.isAlive() || unpacking());
      assertThat(process.isAlive()).as("it was killed before its end").isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(fresh.resolve("sidelab.db")).doesNotExist();

    assertThat(KeptData.restore(file, fresh).err()).isEmpty();

    try (Store store = SqliteStore.open(fresh.resolve("sidelab.db"))) {
      assertThat(store.passedSteps("w1")).containsExactly(1);
    }
  }

  private boolean unpacking() throws IOException {
    return Files.exists(fresh)
        && names(fresh).stream()
            .filter(name -> name.startsWith(".restoring-"))
            .anyMatch(name -> Files.exists(fresh.resolve(name).resolve(KeptData.RECORDING)));
  }

  @Test
  void aDatabaseOfANewerServerIsRefused() throws Exception {
    Path newer = folder.resolve("newer.zip");
    Path database = data.folder.resolve("sidelab.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
              + " installed_by, execution_time, success)"
              + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', '', 1, 1)");
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = DELETE");
    }
    Map<String, byte[]> members = members(file);
    members.put("sidelab.db", Files.readAllBytes(database));
    write(newer, members, true);

    Outcome outcome = KeptData.restore(newer, fresh);

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("newer version of this server", "schema 99");
    assertEmpty();
  }

  private void assertEmpty() throws Exception {
    if (Files.exists(fresh)) {
      assertThat(names(fresh)).containsExactly("server.lock");
    }
  }

  @Test
  void namesThatLeadOutOfTheFolderAreRefused() throws Exception {
    for (String name :
        List.of(
            "../evil",
            "/tmp/evil",
            "recordings/../../evil",
            "recordings/w1/../evil",
            "recordings/w1/.hidden",
            "recordings/w1/deeper/evil",
            "server.lock",
            "recordings\\w1\\evil")) {
      Map<String, byte[]> members = members(file);
      members.put(name, "evil".getBytes(StandardCharsets.UTF_8));
      for (boolean listed : List.of(true, false)) {
        Path evil = folder.resolve("evil.zip");
        write(evil, members, listed);

        Outcome outcome = KeptData.restore(evil, fresh);

        assertThat(outcome.code()).as("%s %s", name, listed).isEqualTo(1);
        assertThat(outcome.err()).contains("refused");
        assertThat(fresh).doesNotExist();
        assertThat(folder.resolve("evil")).doesNotExist();
      }
    }
  }

  @Test
  void anotherFileThanABackupIsNamedAsSuch() throws Exception {
    Path text = Files.writeString(folder.resolve("letter"), "Dear Ada");
    assertThat(KeptData.restore(text, fresh).err()).contains("is no backup");
    assertThat(KeptData.restore(folder.resolve("none"), fresh).err()).contains("There is no file");
    Path other = folder.resolve("other.zip");
    write(other, Map.of("a", new byte[1]), false);
    assertThat(KeptData.restore(other, fresh).err()).contains("no manifest");
    assertThat(fresh).doesNotExist();
  }

  private void assertUntouched() throws Exception {
    try (Store store = data.open()) {
      assertThat(store.passedSteps("w1")).containsExactly(1);
    }
    assertThat(names(folder)).noneMatch(name -> name.contains("restor"));
  }

  private static Map<String, byte[]> members(Path file) throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        members.put(entry.getName(), zip.readAllBytes());
      }
    }
    return members;
  }

  /** With a manifest that lists all members, or with the one that came along. */
  private static void write(Path file, Map<String, byte[]> members, boolean listed)
      throws Exception {
    Map<String, byte[]> all = new LinkedHashMap<>(members);
    if (listed) {
      StringBuilder list = new StringBuilder();
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        if (!member.getKey().equals("manifest.json")) {
          byte[] digest = MessageDigest.getInstance("SHA-256").digest(member.getValue());
          list.append(list.length() == 0 ? "" : ",")
              .append("{\"name\":\"%s\",".formatted(member.getKey().replace("\\", "\\\\")))
              .append("\"bytes\":%d,".formatted(member.getValue().length))
              .append("\"sha256\":\"%s\"}".formatted(HexFormat.of().formatHex(digest)));
        }
      }
      String manifest =
          "{\"format\":1,\"version\":\"v\",\"schema\":\"1\",\"made\":\"2026-03-01T10:00:00Z\","
              + "\"serverId\":\"s\",\"members\":["
              + list
              + "]}";
      all.put("manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : all.entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue());
        zip.closeEntry();
      }
    }
    Files.write(file, bytes.toByteArray());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(one -> one.getFileName().toString()).toList();
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(java.util.Comparator.reverseOrder()).forEach(one -> one.toFile().delete());
    }
  }
}
