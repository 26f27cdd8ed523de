package io.sidelab.content;

import java.util.Map;
import org.commonmark.node.CustomBlock;

/** A code block of a page, with what the page's script needs to know about it. */
final class CodeBox extends CustomBlock {
  private final String text;
  private final String language;
  private final Map<String, String> attributes;

  private CodeBox(String text, String language, Map<String, String> attributes) {
    this.text = text;
    this.language = language;
    this.attributes = attributes;
  }

  /** A block to be typed into a machine; {@code block} is its index among the step's commands. */
  static CodeBox run(String text, String language, String machine, int block) {
    return new CodeBox(
        text,
        language,
        Map.of("data-kind", "run", "data-machine", machine, "data-block", String.valueOf(block)));
  }

  /** A block to be copied. */
  static CodeBox copy(String text, String language) {
    return new CodeBox(text, language, Map.of("data-kind", "copy"));
  }

  /** A block to be read only, such as what a command prints: the script leaves it alone. */
  static CodeBox output(String text) {
    return new CodeBox(text, "", Map.of());
  }

  String text() {
    return text;
  }

  String language() {
    return language;
  }

  Map<String, String> attributes() {
    return attributes;
  }
}
