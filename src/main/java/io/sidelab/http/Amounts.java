package io.sidelab.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Writes amounts as people read them. */
final class Amounts {
  private static final long KIB = 1024;
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

  private Amounts() {}

  /** Such as 256 MiB or 1.5 GiB. */
  static String bytes(long bytes) {
    double amount = (double) bytes / KIB;
    int unit = 0;
    while (amount >= KIB && unit < UNITS.length - 1) {
      amount /= KIB;
      unit++;
    }
    return number(amount) + " " + UNITS[unit];
  }

  /** Such as 74 MB or 1.2 GB: what Docker says of images. */
  static String decimalBytes(long bytes) {
    double megabytes = bytes / 1e6;
    return megabytes < 999.5
        ? Math.max(1, Math.round(megabytes)) + " MB"
        : number(megabytes / 1000) + " GB";
  }

  /** Such as 7 days or 12 hours, rounded down. */
  static String time(Duration time) {
    long hours = time.toHours();
    if (hours >= 48) {
      return time.toDays() + " days";
    }
    return hours > 0 ? hours + (hours == 1 ? " hour" : " hours") : time.toMinutes() + " minutes";
  }

  /** At most one decimal, and none that is zero. */
  static String number(double amount) {
    return BigDecimal.valueOf(amount)
        .setScale(1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
