package io.sidelab.workshop;

import java.util.ArrayList;
import java.util.List;

/** Reads RFC 4180 to the letter: anything else fails. */
final class StrictCsv {
  private final String text;
  private int at;

  private StrictCsv(String text) {
    this.text = text;
  }

  static List<List<String>> read(String text) {
    StrictCsv csv = new StrictCsv(text);
    List<List<String>> lines = new ArrayList<>();
    while (csv.at < text.length()) {
      lines.add(csv.line());
    }
    return lines;
  }

  private List<String> line() {
    List<String> cells = new ArrayList<>();
    cells.add(cell());
    while (text.startsWith(",", at)) {
      at++;
      cells.add(cell());
    }
    if (!text.startsWith("\r\n", at)) {
      throw new AssertionError("no end of line at " + at + ": " + text.substring(at));
    }
    at += 2;
    return cells;
  }

  private String cell() {
    if (!text.startsWith("\"", at)) {
      throw new AssertionError("no quote at " + at);
    }
    StringBuilder cell = new StringBuilder();
    at++;
    while (!text.startsWith("\"", at) || text.startsWith("\"\"", at)) {
      cell.append(text.charAt(at));
      at += text.charAt(at) == '"' ? 2 : 1;
    }
    at++;
    return cell.toString();
  }
}
