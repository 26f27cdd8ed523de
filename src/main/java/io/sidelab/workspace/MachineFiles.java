package io.sidelab.workspace;

import io.sidelab.engine.Command;
import io.sidelab.engine.CommandResult;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.FailureReason;
import io.sidelab.engine.Machines;
import io.sidelab.workspace.FileEntry.Kind;
import io.sidelab.workspace.WorkspaceFailure.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine's files, through programs in the machine itself: so a container and a VM are the same
 * here, and nobody sees more than the machine's own root does. What those programs answer is the
 * learner's to forge, and is read as such. Waits for the machine.
 */
final class MachineFiles {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** As much as a page can list without being a nuisance. */
  private static final int MOST_ENTRIES = 1000;

  /** Held in memory, some four times over. */
  private static final int MOST_BYTES = 2 * 1024 * 1024;

  /**
   * Files read at a time, for all learners: bounds the memory that {@link #MOST_BYTES} may cost.
   */
  private static final int MOST_READS = 4;

  private static final Pattern STAT =
      Pattern.compile("([0-9a-f]{1,8}) (\\d{1,18}) (\\d{1,11}) \\./([^/]+)");

  /** The exit codes by which the scripts say what is wrong. */
  private static final int MISSING = 43;

  private static final int OTHER_KIND = 44;
  private static final int CHANGED = 45;
  private static final int REFUSED = 46;
  private static final int TORN = 47;

  private static final String LIST =
      """
      [ -e "$1" ] || exit 43
      cd -- "$1" || exit 44
      ls -A | head -n "$2" | while IFS= read -r name; do printf './%s\\0' "$name"; done |
        xargs -0 -r stat -c '%f %s %Y %n' 2>/dev/null
      exit 0
      """;

  private static final String READ =
      """
      [ -e "$1" ] || exit 43
      [ -f "$1" ] || exit 44
      head -c "$2" < "$1" | base64
      """;

  /**
   * Renamed into its place, so a full disk leaves the old file. A mount point takes no other file
   * and is written over; should that fail half-way, the part stays beside it, for it is all there
   * is.
   */
  private static final String WRITE =
      """
      target=$(readlink -f "$1") && [ -d "${target%/*}/" ] || exit 43
      [ ! -e "$target" ] || [ -f "$target" ] || exit 44
      part=${target%/*}/.${target##*/}.$2.part
      fail() { rm -f "$part"; exit "$1"; }
      if [ "$3" = 0 ]; then
        if [ -e "$target" ]; then cp -p "$target" "$part" || fail 46; fi
        true > "$part" || fail 46
      fi
      [ "$(stat -c %s "$part")" = "$3" ] || fail 47
      cat >> "$part" || fail 46
      [ "$4" = last ] || exit 0
      if [ -n "$5" ]; then
        found=absent
        if [ -e "$target" ]; then found=$(sha256sum < "$target"); fi
        [ "${found%% *}" = "$5" ] || fail 45
      fi
      mv -f "$part" "$target" 2>/dev/null || cat "$part" > "$target" || exit 46
      rm -f "$part"
      """;

  private final Machines machines;
  private final Semaphore reads = new Semaphore(MOST_READS);

  MachineFiles(Machines machines) {
    this.machines = machines;
  }

  FileListing list(Workspace workspace, WorkspaceMachine machine, String path)
      throws WorkspaceFailure {
    int most = MOST_ENTRIES + 1;
    String answer =
        run(workspace, machine, LIST, new byte[0], 1024 * 1024, path, String.valueOf(most));
    List<FileEntry> entries = new ArrayList<>();
    answer.lines().forEach(line -> entry(line, entries));
    boolean more = entries.size() > MOST_ENTRIES;
    entries.sort(
        Comparator.comparing((FileEntry entry) -> entry.kind() != Kind.FOLDER)
            .thenComparing(FileEntry::name));
    return new FileListing(path, entries.subList(0, Math.min(entries.size(), MOST_ENTRIES)), more);
  }

  private static void entry(String line, List<FileEntry> into) {
    Matcher parts = STAT.matcher(line);
    if (!parts.matches()) {
      return;
    }
    int mode = (int) Long.parseLong(parts.group(1), 16);
    into.add(
        new FileEntry(
            parts.group(4),
            kind(mode >> 12),
            Long.parseLong(parts.group(2)),
            Integer.toOctalString(mode & 07777),
            Instant.ofEpochSecond(Long.parseLong(parts.group(3)))));
  }

  /** As inode(7) numbers them. */
  private static Kind kind(int type) {
    return switch (type) {
      case 4 -> Kind.FOLDER;
      case 8 -> Kind.FILE;
      case 10 -> Kind.LINK;
      default -> Kind.OTHER;
    };
  }

  byte[] read(Workspace workspace, WorkspaceMachine machine, String path) throws WorkspaceFailure {
    if (!reads.tryAcquire()) {
      throw new WorkspaceFailure(
          Reason.BUSY, "Many files are being read at this moment. Try again in a second.");
    }
    try {
      // Four characters for three bytes, and a line break after every 76 of them.
      int answered = (MOST_BYTES + 3) / 3 * 4 * 77 / 76 + 1024;
      String most = String.valueOf(MOST_BYTES + 1);
      String answer = run(workspace, machine, READ, new byte[0], answered, path, most);
      byte[] bytes = Base64.getMimeDecoder().decode(answer);
      if (bytes.length > MOST_BYTES) {
        throw new WorkspaceFailure(
            Reason.TOO_LARGE,
            path
                + " is larger than "
                + MOST_BYTES / 1024 / 1024
                + " MiB. Look at it in a terminal.");
      }
      return bytes;
    } catch (IllegalArgumentException notBase64) {
      throw new WorkspaceFailure(
          Reason.WRONG_STATE,
          "The machine's own base64 does not answer as it should. Look at the file in a terminal.",
          notBase64);
    } finally {
      reads.release();
    }
  }

  void write(Workspace workspace, WorkspaceMachine machine, FilePiece piece)
      throws WorkspaceFailure {
    run(
        workspace,
        machine,
        WRITE,
        piece.bytes(),
        1024,
        piece.path(),
        piece.upload(),
        String.valueOf(piece.offset()),
        piece.last() ? "last" : "",
        piece.expected().orElse(""));
  }

  private String run(
      Workspace workspace,
      WorkspaceMachine machine,
      String script,
      byte[] input,
      int outputLimit,
      String... arguments)
      throws WorkspaceFailure {
    String engineId = FurtherTerminals.runningOrRefuse(workspace, machine);
    List<String> line = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    line.addAll(List.of(arguments));
    try {
      CommandResult result =
          machines.run(
              engineId,
              GuestCommand.of(machine.isVm(), new Command(line, input, TIMEOUT, outputLimit)));
      if (!result.succeeded()) {
        throw failure(machine, arguments[0], result);
      }
      return result.output();
    } catch (EngineFailure failure) {
      if (failure.reason() == FailureReason.COMMAND_TIMEOUT) {
        throw new WorkspaceFailure(
            Reason.WRONG_STATE, arguments[0] + " took too long. Is the machine busy? Try again.");
      }
      throw new WorkspaceFailure(Reason.ENGINE, failure.learnerText(), failure);
    }
  }

  private static WorkspaceFailure failure(
      WorkspaceMachine machine, String path, CommandResult result) {
    String said = Checks.lastLine(result.errors());
    String title = machine.definition().title();
    return switch (result.exitCode()) {
      case MISSING ->
          new WorkspaceFailure(
              Reason.NO_SUCH_PART,
              "There is no " + path + " in " + title + ", or no folder for it.");
      case OTHER_KIND ->
          new WorkspaceFailure(Reason.WRONG_STATE, path + " is not what you took it for: " + said);
      case CHANGED ->
          new WorkspaceFailure(
              Reason.FILE_CHANGED,
              path
                  + " has been changed in the machine since it was opened here. Nothing was written.");
      case TORN ->
          new WorkspaceFailure(
              Reason.WRONG_STATE,
              "A piece of " + path + " was lost on its way. Save it once more.");
      case REFUSED ->
          new WorkspaceFailure(
              Reason.WRONG_STATE, path + " cannot be written. " + title + ": " + said);
      case GuestCommand.GUEST_SILENT ->
          new WorkspaceFailure(Reason.WRONG_STATE, GuestCommand.silent(title));
      default ->
          new WorkspaceFailure(
              Reason.WRONG_STATE,
              "The programs that this takes do not work in " + title + ": " + said);
    };
  }
}
