package io.sidelab.robot;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a terminal printed, the last of it, read as a person reads it. Used under a lock. */
final class ShellOutput {
  /** More than a screen with all its colours; a program may print without end. */
  private static final int KEPT = 64 * 1024;

  /** Colours and modes, titles, and the two-byte sequences. */
  private static final Pattern ESCAPES =
      Pattern.compile(
          "\u001b\\[[0-?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(\u0007|\u001b\\\\)|\u001b[@-Z=>]");

  /** Also that of a here-document or loop which is not complete yet. */
  private static final Pattern PROMPT = Pattern.compile("[\r\n]([^\r\n]*[#$%>] )$");

  /** Bytes as characters: a piece may end within a letter. */
  private final StringBuilder kept = new StringBuilder();

  private int mark;

  ShellOutput() {
    begin();
  }

  void add(ByteBuffer bytes) {
    kept.append(StandardCharsets.ISO_8859_1.decode(bytes));
    int surplus = kept.length() - KEPT;
    if (surplus > 0) {
      kept.delete(0, surplus);
      mark = Math.max(0, mark - surplus);
    }
  }

  /** Prompts count from here on, and only after the end of the line that is being typed. */
  void mark() {
    mark = kept.length();
  }

  /** Another program begins: what it prints first may be a prompt. */
  void begin() {
    mark();
    kept.append('\n');
  }

  /** The prompt that everything since the mark ends with. */
  Optional<String> prompt() {
    String text = plain(kept.substring(mark));
    Matcher prompt = PROMPT.matcher(text);
    return text.contains("\n") && prompt.find() ? Optional.of(prompt.group(1)) : Optional.empty();
  }

  /** Whether this prompt stood in a line since the mark, whatever was printed behind it. */
  boolean shows(String prompt) {
    return !prompt.isEmpty() && plain(kept.substring(mark)).contains("\n" + prompt);
  }

  /** The last lines that are not blank. */
  List<String> last(int count) {
    List<String> lines =
        Stream.of(plain(kept.toString()).split("\n"))
            .map(line -> line.replaceAll(".*\r(?=.)|\\p{Cntrl}", "").stripTrailing())
            .filter(line -> !line.isEmpty())
            .toList();
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }

  private static String plain(String kept) {
    byte[] bytes = kept.getBytes(StandardCharsets.ISO_8859_1);
    return ESCAPES
        .matcher(new String(bytes, StandardCharsets.UTF_8))
        .replaceAll("")
        .replace("\r\n", "\n");
  }
}
