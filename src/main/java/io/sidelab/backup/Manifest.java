package io.sidelab.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a backup says of itself.
 *
 * @param format of the archive, which changes when older servers could not read it any more
 * @param version of the server that made it
 * @param schema of its database, as migrations number it
 * @param serverId what that server's machines are labelled with
 * @param members all files in it but this one
 */
public record Manifest(
    int format,
    String version,
    String schema,
    Instant made,
    String serverId,
    List<Member> members) {
  static final int FORMAT = 1;
  static final String NAME = "manifest.json";

  /** The database's name in archive and data folder. */
  public static final String DATABASE = "sidelab.db";

  /** The same for the recordings' folder. */
  public static final String RECORDINGS = "recordings";

  /** No part begins with a dot, so none leads out of the folder. */
  private static final Pattern MEMBER =
      Pattern.compile(
          DATABASE + "|" + RECORDINGS + "/[A-Za-z0-9_-]{1,64}/[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * @param bytes its length, unpacked
   * @param sha256 of its content, in hexadecimal
   */
  public record Member(String name, long bytes, String sha256) {}

  public Manifest {
    members = List.copyOf(members);
  }

  static boolean mayHold(String name) {
    return MEMBER.matcher(name).matches();
  }

  byte[] text() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a manifest is plain data", impossible);
    }
  }

  static Manifest read(byte[] text) throws BackupFailure {
    try {
      int format = JSON.readTree(text).path("format").asInt();
      if (format > FORMAT) {
        throw new BackupFailure(
            "This backup was made by a newer version of this server. Restore it with that one.");
      }
      Manifest manifest = JSON.readValue(text, Manifest.class);
      manifest.check();
      return manifest;
    } catch (IOException | RuntimeException unreadable) {
      throw new BackupFailure("This is no whole backup: its manifest cannot be read.", unreadable);
    }
  }

  private void check() throws BackupFailure {
    Set<String> names = new TreeSet<>();
    for (Member member : members) {
      if (!mayHold(member.name()) || member.bytes() < 0 || !names.add(member.name())) {
        throw new BackupFailure(
            "This backup is refused: it has a member that no server wrote: " + member.name());
      }
    }
    if (!names.contains(DATABASE)) {
      throw new BackupFailure("This is no whole backup: it has no database.");
    }
  }

  long bytes() {
    return members.stream().mapToLong(Member::bytes).sum();
  }
}
