package io.sidelab.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the pages of one learner complain about: scripts that fail, and what the policy refused. */
public final class PageFaults {
  /** A browser without a line, or a server that was stopped, is no fault of the page. */
  private static final Pattern LINE =
      Pattern.compile(
          "net::ERR_(INTERNET|CONNECTION|NETWORK|TIMED|EMPTY|INCOMPLETE)|WebSocket connection");

  private final List<String> seen = new ArrayList<>();

  public PageFaults(BrowserContext learner) {
    learner.onConsoleMessage(this::said);
    learner.onWebError(error -> seen.add("uncaught: " + error.error()));
  }

  private void said(ConsoleMessage message) {
    if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
      seen.add(message.text() + " at " + message.location());
    }
  }

  /** Fails when there was any since the last time. */
  public void assertNone() {
    List<String> found = List.copyOf(seen);
    seen.clear();
    assertThat(found).as("faults on the page's console").isEmpty();
  }

  /** For pages that are asked for although they are not there. */
  void forget(String expected) {
    seen.removeIf(text -> text.contains(expected));
  }

  /** For tests that cut the line: what browsers say of it themselves does not count. */
  public void forgetTheLine() {
    seen.removeIf(text -> LINE.matcher(text).find());
  }
}
