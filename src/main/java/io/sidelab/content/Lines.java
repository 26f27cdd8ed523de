package io.sidelab.content;

import org.commonmark.node.Node;

/** Where a piece of Markdown stands in its file. */
final class Lines {
  private Lines() {}

  /**
   * The line of the node, or of the nearest one around it that knows its line.
   *
   * @param page line at which the text of the tree begins
   */
  static Location of(Node node, Location page) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.getSourceSpans().isEmpty()) {
        return page.at(page.line() + at.getSourceSpans().get(0).getLineIndex());
      }
    }
    return page;
  }
}
