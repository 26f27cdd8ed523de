package io.sidelab.recording;

/**
 * Where a recording goes on in output that the engine replays after a restart of the server. What
 * is recorded comes again first, then what nobody has seen; where the replay ends and live output
 * begins, nothing says. An engine logs whole lines, and longer ones in pieces of 16 KiB, so a
 * replay may end before the recording does: a shell's prompt is not in it. Works on text, which is
 * the same however the bytes were cut. Not safe for threads.
 */
final class Seam {
  /** Characters of the recording to compare with: twice what the engine keeps of a machine. */
  static final int COMPARED = 2 << 20;

  /** Of the engine's log; the json-file driver's since Docker 1.13. */
  private static final int LOGGED_BYTES = 16 * 1024;

  /** Enough to tell where in the recording a replay begins that lost its beginning. */
  private static final int PROBE = 256;

  private final String recorded;
  private final boolean whole;
  private final StringBuilder held = new StringBuilder();

  /** Where in the recording the replay begins; -1 as long as that is not known. */
  private int start;

  /** Characters of the replay that are known to be in the recording. */
  private int same;

  private boolean found;
  private boolean missing;

  /**
   * @param recorded the last {@value #COMPARED} characters of output
   * @param whole whether these are all
   */
  Seam(String recorded, boolean whole) {
    this.recorded = recorded;
    this.whole = whole;
    this.start = whole ? 0 : -1;
  }

  /** Whether all further text is new. */
  boolean found() {
    return found;
  }

  /** Whether the recording lacks something before the text that was given as new. */
  boolean missing() {
    return missing;
  }

  /** What of the text is known to be new. */
  String pass(String text) {
    if (found) {
      return text;
    }
    held.append(text);
    return start >= 0 ? compare() : align();
  }

  /** The replay is over for all we know: returns what of it is new. */
  String settle() {
    if (start < 0) {
      missing = true;
      return after(0);
    }
    return after(logged());
  }

  private String compare() {
    while (same < held.length() && start + same < recorded.length()) {
      if (held.charAt(same) != recorded.charAt(start + same)) {
        return differs();
      }
      same++;
    }
    return start + same == recorded.length() ? after(same) : "";
  }

  private String differs() {
    int end = logged();
    if (end == 0 && recorded.indexOf('\n') >= 0 && start == 0) {
      start = -1; // Not even the first line: the engine has dropped its oldest output.
      return align();
    }
    return after(end);
  }

  private String align() {
    if (held.length() < PROBE) {
      return "";
    }
    start = recorded.indexOf(held.substring(0, PROBE));
    if (start < 0) {
      return settle();
    }
    same = 0;
    return start == 0 ? after(0) : compare();
  }

  /** How much of what is the same the engine can have logged. */
  private int logged() {
    int end = 0;
    int bytes = 0;
    for (int at = 0; at < same; at++) {
      char one = held.charAt(at);
      bytes += one < 0x80 ? 1 : one < 0x800 || Character.isSurrogate(one) ? 2 : 3;
      if (one == '\n' || bytes >= LOGGED_BYTES) {
        end = at + 1;
        bytes = 0;
      }
    }
    return end;
  }

  private String after(int end) {
    String text = held.substring(end);
    held.setLength(0);
    held.trimToSize();
    found = true;
    return text;
  }
}
