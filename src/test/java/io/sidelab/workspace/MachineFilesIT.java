package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.sidelab.engine.Command;
import io.sidelab.testing.TestEngine;
import io.sidelab.workspace.FileEntry.Kind;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files of real machines, looked at and written from outside. */
@Timeout(120)
class MachineFilesIT {
  private static TestEngine engine;
  private static String vm;

  @TempDir Path data;
  private TestServer server;
  private String id;

  @BeforeAll
  static void build(@TempDir Path folder) throws Exception {
    engine = new TestEngine();
    vm = engine.uniqueName() + "-vm:latest";
    PretendVm.build(engine.engine(), folder, engine.busybox(), vm);
  }

  @AfterAll
  static void disconnect() throws Exception {
    engine.engine().images().remove(vm);
    engine.close();
  }

  @BeforeEach
  void serve() throws Exception {
    server = new TestServer.Setup(engine.engine(), engine.serverId(), data).serve();
    id = server.ready("ada", Labs.of(Labs.box(engine.busybox()), Labs.vm(vm, false))).id();
    server.machineReaches("ada", id, "vm", MachineState.READY);
  }

  @AfterEach
  void leavesNothing() throws Exception {
    server.close();
    engine.assertNothingLeft();
  }

  @Test
  void areListedWithWhatTheyAre() throws Exception {
    sh(
        "mkdir -p '/tmp/a/b c' && cd /tmp/a && printf 12345 > -n && chmod 640 -- -n && ln -s / up"
            + " && mkfifo pipe && touch \"it's\" '<b>' '$(reboot)'");

    FileListing listing = server.workspaces.files("ada", id, "box", "/tmp/a");

    assertThat(listing.more()).isFalse();
    assertThat(listing.entries())
        .extracting(FileEntry::name, FileEntry::kind)
        .containsExactly(
            tuple("b c", Kind.FOLDER),
            tuple("$(reboot)", Kind.FILE),
            tuple("-n", Kind.FILE),
            tuple("<b>", Kind.FILE),
            tuple("it's", Kind.FILE),
            tuple("pipe", Kind.OTHER),
            tuple("up", Kind.LINK));
    FileEntry entry = listing.entries().get(2);
    assertThat(entry.size()).isEqualTo(5);
    assertThat(entry.permissions()).isEqualTo("640");
    assertThat(entry.modified()).isCloseTo(Instant.now(), within(2, ChronoUnit.MINUTES));
  }

  @Test
  void inAFolderWithoutEndAreListedInPart() throws Exception {
    sh("mkdir /tmp/many && cd /tmp/many && seq 1500 | xargs touch");

    FileListing listing = server.workspaces.files("ada", id, "box", "/tmp/many");

    assertThat(listing.more()).isTrue();
    assertThat(listing.entries()).hasSize(1000);
  }

  @Test
  void comeBackByteForByteFromAContainerAndAVm() throws Exception {
    byte[] bytes = new byte[100_000];
    new Random(7).nextBytes(bytes);
    sh("mkdir -p /run/vm");
    for (String machine : new String[] {"box", "vm"}) {
      write(machine, "/run/vm/file", bytes, FilePiece.ABSENT);

      assertThat(server.workspaces.readFile("ada", id, machine, "/run/vm/file")).isEqualTo(bytes);
      assertThat(server.workspaces.files("ada", id, machine, "/run/vm").entries())
          .extracting(FileEntry::name)
          .contains("file")
          .noneMatch(name -> name.endsWith(".part"));
    }
  }

  @Test
  void keepTheirPermissionsAndTheirLinksWhenTheyAreWritten() throws Exception {
    sh("echo old > /tmp/script && chmod 751 /tmp/script && ln -s script /tmp/link");

    write("box", "/tmp/link", text("new"), digest("old\n"));

    assertThat(server.workspaces.readFile("ada", id, "box", "/tmp/script")).isEqualTo(text("new"));
    assertThat(server.workspaces.files("ada", id, "box", "/tmp").entries())
        .extracting(FileEntry::name, FileEntry::kind, FileEntry::permissions)
        .contains(tuple("script", Kind.FILE, "751"), tuple("link", Kind.LINK, "777"));
  }

  @Test
  void thatAreMountedCanBeWrittenToo() throws Exception {
    write("box", "/etc/hosts", text("127.0.0.1 here\n"), "");

    assertThat(server.workspaces.readFile("ada", id, "box", "/etc/hosts"))
        .isEqualTo(text("127.0.0.1 here\n"));
  }

  @Test
  void thatSomebodyElseChangedAreNotWrittenOver() throws Exception {
    sh("echo theirs > /tmp/shared");

    refused(Reason.FILE_CHANGED, () -> write("box", "/tmp/shared", text("mine"), digest("old")));
    refused(Reason.FILE_CHANGED, () -> write("box", "/tmp/shared", text("mine"), FilePiece.ABSENT));

    assertThat(server.workspaces.readFile("ada", id, "box", "/tmp/shared"))
        .isEqualTo(text("theirs\n"));
  }

  @Test
  void areAsTheyWereWhenTheDiskIsFull() throws Exception {
    sh("vm", "echo old > /run/vm/kept; cat /dev/zero > /run/vm/fill || true");

    assertThatThrownBy(() -> write("vm", "/run/vm/kept", new byte[100_000], ""))
        .hasMessageContaining("/run/vm/kept cannot be written")
        .hasMessageContaining("No space left");

    assertThat(server.workspaces.readFile("ada", id, "vm", "/run/vm/kept"))
        .isEqualTo(text("old\n"));
    assertThat(server.workspaces.files("ada", id, "vm", "/run/vm").entries())
        .extracting(FileEntry::name)
        .noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  void thatCannotBeReadOrWrittenSayWhy() throws Exception {
    sh("truncate -s 3M /tmp/large; mkdir /tmp/folder");

    refused(Reason.NO_SUCH_PART, () -> read("/tmp/nothing"));
    refused(Reason.NO_SUCH_PART, () -> server.workspaces.files("ada", id, "box", "/nowhere"));
    refused(Reason.WRONG_STATE, () -> read("/tmp/folder"));
    refused(Reason.WRONG_STATE, () -> read("/dev/zero"));
    refused(Reason.WRONG_STATE, () -> server.workspaces.files("ada", id, "box", "/etc/passwd"));
    refused(Reason.TOO_LARGE, () -> read("/tmp/large"));
    refused(Reason.NO_SUCH_PART, () -> write("box", "/nowhere/file", text("x"), ""));
    refused(Reason.WRONG_STATE, () -> write("box", "/tmp/folder", text("x"), ""));
    refused(Reason.WRONG_STATE, () -> write("box", "/proc/version", text("x"), ""));
    refused(
        Reason.WRONG_STATE,
        () ->
            server.workspaces.writeFile(
                "ada",
                id,
                "box",
                new FilePiece("/tmp/torn", "abcdefgh", 5, text("x"), true, Optional.empty())));
  }

  @Test
  void ofSomebodyElseAreNotThere() {
    refused(Reason.NOT_FOUND, () -> server.workspaces.files("eve", id, "box", "/"));
    refused(Reason.NOT_FOUND, () -> server.workspaces.readFile("eve", id, "box", "/etc/passwd"));
    refused(
        Reason.NOT_FOUND,
        () ->
            server.workspaces.writeFile(
                "eve",
                id,
                "box",
                new FilePiece("/tmp/x", "abcdefgh", 0, text("x"), true, Optional.empty())));
  }

  @Test
  void ofAMachineWhoseProgramsLieShowOnlyWhatItSays() throws Exception {
    String liar =
        "#!/bin/busybox sh\\necho nonsense\\necho 81a4 5 1 ./a/../b\\necho 81a4 5 1 ./ok\\n";
    sh("printf '" + liar + "' > /bin/liar; chmod +x /bin/liar; mv /bin/liar /bin/sh");

    assertThat(server.workspaces.files("ada", id, "box", "/tmp").entries())
        .extracting(FileEntry::name)
        .containsExactly("ok");
  }

  private byte[] read(String path) throws WorkspaceFailure {
    return server.workspaces.readFile("ada", id, "box", path);
  }

  /** In pieces, as the page does. */
  private void write(String machine, String path, byte[] bytes, String expected)
      throws WorkspaceFailure {
    int size = 40_000;
    for (int offset = 0; offset == 0 || offset < bytes.length; offset += size) {
      int end = Math.min(bytes.length, offset + size);
      server.workspaces.writeFile(
          "ada",
          id,
          machine,
          new FilePiece(
              path,
              "abcdefgh",
              offset,
              Arrays.copyOfRange(bytes, offset, end),
              end == bytes.length,
              Optional.of(expected).filter(said -> !said.isEmpty())));
    }
  }

  private void sh(String script) throws Exception {
    sh("box", script);
  }

  private void sh(String name, String script) throws Exception {
    String machine = server.machine("ada", id, name).engineId().orElseThrow();
    Command command = new Command(List.of("sh", "-c", script), TestServer.SOON);
    assertThat(engine.engine().machines().run(machine, command))
        .satisfies(result -> assertThat(result.succeeded()).as(result.errors()).isTrue());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String digest(String content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text(content)));
  }

  private static void refused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            WorkspaceFailure.class, failure -> assertThat(failure.reason()).isEqualTo(reason));
  }
}
