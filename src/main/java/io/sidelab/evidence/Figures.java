package io.sidelab.evidence;

import java.util.Locale;

/** Figures as people read them. */
final class Figures {
  private static final long KIB = 1024;

  private Figures() {}

  /** Bytes in binary units with at most one decimal, such as "3.4 MiB". */
  static String bytes(long bytes) {
    if (bytes < KIB) {
      return bytes + " B";
    }
    double value = bytes;
    String unit = "B";
    for (String next : new String[] {"KiB", "MiB", "GiB", "TiB"}) {
      if (value < KIB) {
        break;
      }
      value /= KIB;
      unit = next;
    }
    String pattern = value < 10 ? "%.1f %s" : "%.0f %s";
    return String.format(Locale.ROOT, pattern, value, unit);
  }

  /** A number as people compare with: 0.8, 3.4, 57. */
  static String factor(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
  }

  /** Milliseconds as "0.42 s" or "12.3 s". */
  static String millis(long millis) {
    return String.format(Locale.ROOT, millis < 10_000 ? "%.2f s" : "%.1f s", millis / 1000.0);
  }

  /** Seconds as "3 d 4 h", "2 h 5 min", "7 min 3 s" or "12 s". */
  static String seconds(double seconds) {
    long whole = (long) seconds;
    if (whole >= 86_400) {
      return whole / 86_400 + " d " + whole % 86_400 / 3600 + " h";
    }
    if (whole >= 3600) {
      return whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }
    return whole >= 60 ? whole / 60 + " min " + whole % 60 + " s" : whole + " s";
  }
}
