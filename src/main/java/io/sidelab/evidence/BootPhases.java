package io.sidelab.evidence;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a guest's way to its prompt was made of, out of the JSON that the machine contract promises:
 * milliseconds for firmware, kernel and init.
 */
final class BootPhases {
  private static final Pattern RESUMED = Pattern.compile("\"start\":\"resume\"");

  private BootPhases() {}

  /** A sentence, empty for a container and for a guest that has not said yet. */
  static String of(Sample sample) {
    String told = sample.outside().value("qemu").orElse("");
    if (RESUMED.matcher(told).find()) {
      return "Resumed from a memory template: its kernel had booted when that was made.";
    }
    Optional<String> firmware = phase(told, "firmware");
    Optional<String> kernel = phase(told, "kernel");
    Optional<String> init = phase(told, "init");
    return firmware.isPresent() && kernel.isPresent() && init.isPresent()
        ? "firmware " + firmware.get() + ", kernel " + kernel.get() + ", init " + init.get()
        : "";
  }

  private static Optional<String> phase(String told, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":(\\d{1,9})\\b").matcher(told);
    return found.find()
        ? Optional.of(Figures.millis(Long.parseLong(found.group(1))))
        : Optional.empty();
  }
}
