package io.sidelab.vm;

import io.sidelab.engine.Limits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The name of a template's volume: another server, image, size or accelerator is another one. */
final class TemplateName {
  private static final long MIB = 1024 * 1024;

  /** 96 bits: no two of the few templates of a host meet by chance. */
  private static final int LENGTH = 24;

  private TemplateName() {}

  static String of(String serverId, String imageId, Limits limits, Accelerator accelerator) {
    String text =
        String.join(
            " ",
            serverId,
            imageId,
            Long.toString(limits.memoryBytes() / MIB),
            Long.toString((long) Math.ceil(limits.cpus())),
            accelerator.kind().name());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sidelab-template-" + HexFormat.of().formatHex(digest).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
