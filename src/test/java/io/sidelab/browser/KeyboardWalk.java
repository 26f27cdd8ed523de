package io.sidelab.browser;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** Walks through a page with the Tab key as a person without a mouse does. */
final class KeyboardWalk {
  /** More stops than any page has. */
  private static final int LONGEST = 120;

  private static final String WHERE =
      """
      () => {
        const here = document.activeElement;
        if (here === null || here === document.body) return "";
        if (here.classList.contains("xterm-helper-textarea")) return "terminal";
        return here.id || here.getAttribute("aria-label") || here.textContent.trim() || here.tagName;
      }
      """;

  private KeyboardWalk() {}

  /**
   * The stops in their order, once round. In a terminal Tab belongs to the shell, so the walk goes
   * on with the key that leaves it.
   */
  static List<String> forwards(Page page) {
    List<String> stops = new ArrayList<>();
    page.evaluate("() => { document.activeElement?.blur(); window.focus(); }");
    page.evaluate("() => document.querySelector('.skip-link').focus()");
    stops.add((String) page.evaluate(WHERE));
    for (int step = 0; step < LONGEST; step++) {
      boolean inTerminal = stops.get(stops.size() - 1).equals("terminal");
      page.keyboard().press(inTerminal ? "Control+Shift+ArrowDown" : "Tab");
      String stop = (String) page.evaluate(WHERE);
      if (stop.equals(stops.get(0)) || stop.isEmpty()) {
        return stops;
      }
      stops.add(stop);
    }
    throw new AssertionError("Tab goes round in circles: " + stops);
  }
}
